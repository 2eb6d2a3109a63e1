import { makePlugin } from './plugin.mjs';

const MAKERS = {
  none: async () => (await import('./none.mjs')).createNone,
  floor: async () => (await import('./floor.mjs')).createFloor,
  limit: async () => (await import('./limit.mjs')).createLimit,
  waybill: async () => (await import('./waybill.mjs')).createWaybill,
  segment: async () => (await import('./segment.mjs')).createSegment,
  rudderstack: async () => (await import('./rudderstack.mjs')).createRudderstack,
  posthog: async () => (await import('./posthog.mjs')).createPosthog,
};

/** How many messages may be unacknowledged before a producer waits. */
const BACKLOG = 10_000;
/** Each call of RudderStack's client writes the whole queue as JSON, so a short queue is in its favour. */
const BACKLOGS = { rudderstack: 200 };

/** For scenarios in which nobody waits. */
export const UNBOUNDED = 5_000_000;

/** Loads a client, and no other, and makes it; with a plugin, `synchronous` or `asynchronous`, a tracking
 * plan of this event, or a spool, where one is asked for. */
export async function createSubject(
  name,
  { url, flushAt = 100, backlog = BACKLOGS[name] ?? BACKLOG, plugin, plan, spool },
) {
  const create = await MAKERS[name]();
  const client = await create({ url, flushAt, backlog, plan, spool });
  if (plugin !== undefined) await client.register(makePlugin(plugin));
  return client;
}
