import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import type { ApiCommandSurroundings } from './api-surroundings.js';
import { ApiRequests } from './public-api/api-requests.js';
import { apiTarget } from './public-api/api-target.js';
import { PublicApi } from './public-api/public-api.js';

export interface OpenedApi {
  readonly api: PublicApi;
  readonly url: string;
}

/** The Public API, with the token of the environment. @throws UsageError */
export function openApi(
  api: string | undefined,
  terminal: Terminal,
  { env, clock, random }: ApiCommandSurroundings,
): OpenedApi {
  const target = apiTarget(api, env);
  const requests = new ApiRequests(target, {
    clock,
    random,
    onWait: (text) => terminal.progress(text),
  });
  return { api: new PublicApi(requests), url: target.url };
}

/** @throws UsageError for what is no id of a plan */
export function checkId(id: string): void {
  if (/^tp_\w+$/.test(id)) return;
  throw new UsageError(
    'The id of a tracking plan begins with tp_; its address in Segment ends with it.',
  );
}

/** Tells how many rules have come. */
export function showPages(terminal: Terminal): (done: number, all: number | undefined) => void {
  return (done, all) =>
    terminal.progress(all === undefined ? counted(done, 'rule') : `${done} of ${all} rules`);
}
