import { anEventRule } from '../a-plan.js';

/** The rule of an event. */
export const ORDER_PAID = anEventRule({ a: { type: 'string' } }, {}, { key: 'Order Paid' });

/** A source whose unplanned events pass, and the same where they are blocked. */
export const OPEN = { connections: [{ sourceId: 'web', settings: { track: {} } }] };
export const CLOSED = {
  connections: [{ sourceId: 'web', settings: { track: { allowUnplannedEvents: false } } }],
};
