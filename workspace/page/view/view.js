import { html } from '../vendor/preact.js';
import { Faults } from './faults.js';
import { Messages } from './messages.js';
import { Overview } from './overview.js';
import { Schema } from './schema.js';
import { Users } from './users.js';
import { Violations } from './violations.js';

const VIEWS = Object.freeze({
  messages: Messages,
  schema: Schema,
  violations: Violations,
  users: Users,
  overview: Overview,
  faults: Faults,
});

/**
 * The view of a tab.
 *
 * @param {{ tab: import('../model/route.js').Tab }} properties
 */
export function View({ tab }) {
  return html`<${VIEWS[tab]} />`;
}
