import * as call from './scenarios/call.mjs';
import * as close from './scenarios/close.mjs';
import * as cold from './scenarios/cold.mjs';
import * as importing from './scenarios/import.mjs';
import * as install from './scenarios/install.mjs';
import * as memory from './scenarios/memory.mjs';
import * as middleware from './scenarios/middleware.mjs';
import * as observe from './scenarios/observe.mjs';
import * as page from './scenarios/page.mjs';
import * as plan from './scenarios/plan.mjs';
import * as server from './scenarios/server.mjs';
import * as spool from './scenarios/spool.mjs';
import * as throughput from './scenarios/throughput.mjs';
import * as workspace from './scenarios/workspace.mjs';

/** What is measured, in the order of the report. */
export const SCENARIOS = {
  call,
  throughput,
  memory,
  spool,
  server,
  middleware,
  cold,
  close,
  install,
  workspace,
  page,
  plan,
  import: importing,
  observe,
};
