import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { Context } from '../../lib/pipeline/context.js';
import type { PluginLike } from '../../lib/pipeline/plugin.js';

/** A track message as plugins see it; say only what matters. */
export function anEvent(fields: Partial<SegmentEvent> = {}): SegmentEvent {
  return {
    type: 'track',
    messageId: 'm-1',
    timestamp: '2026-01-01T00:00:00.000Z',
    userId: 'user-1',
    event: 'Something Happened',
    properties: {},
    context: { library: { name: 'waybill', version: '0.1.0' } },
    integrations: {},
    ...fields,
  };
}

/** What a step makes of a message, in this turn; null, if it drops it. */
export function pass(step: PluginLike, event: SegmentEvent): SegmentEvent | null {
  const result = step[event.type]?.(new Context(event));
  if (result === null) return null;
  if (!Context.isContext(result)) throw new Error('The step gave back no context.');
  return result.event;
}

/** What is sent of a message that a step passed on. */
export function sent(step: PluginLike, event: SegmentEvent): unknown {
  return JSON.parse(JSON.stringify(pass(step, event)));
}

/** Freezes a value and all that is in it, so that writing to it throws. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
