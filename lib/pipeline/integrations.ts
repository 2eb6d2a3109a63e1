import type { Integrations } from '../message/message.js';

/** The name of the client's own endpoint in the `integrations` of a message. */
export const ENDPOINT_NAME = 'Segment.io';

/** Destinations that get messages only where a message asks for them by name. */
const OFF_BY_DEFAULT: ReadonlySet<string> = new Set(['Salesforce']);

/**
 * Whether the `integrations` of a message let a destination have it: the first of its names decides, then the others, then `All`;
 * where nothing is said it is let, but for Salesforce. Options in the place of true or false count as yes.
 */
export function isLetThrough(
  integrations: Integrations,
  names: readonly [string, ...string[]],
): boolean {
  for (const name of names) {
    const said = Object.hasOwn(integrations, name) ? integrations[name] : undefined;
    if (said !== undefined && said !== null) return said !== false;
  }
  if (integrations['All'] === false) return false;
  return integrations['All'] === true || !OFF_BY_DEFAULT.has(names[0]);
}

/** Whether the endpoint gets a message: `All: false` does not concern it, `'Segment.io': false` does. */
export function isForEndpoint(integrations: Integrations): boolean {
  return integrations[ENDPOINT_NAME] !== false;
}
