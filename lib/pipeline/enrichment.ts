import type { SegmentEvent } from '../message/segment-event.js';
import type { Context } from './context.js';
import { asPlain } from './plain.js';
import type { PluginLike } from './plugin.js';

/** Gives the message to go on with, or null to drop it as `filtered`. It never writes to the one that it is given. */
export type Change = (event: SegmentEvent) => SegmentEvent | null;

/** A plugin that every message passes, whatever its type, in the turn of its call. What it throws drops the message. */
export function enrichment(name: string, change: Change): PluginLike {
  const handle = (context: Context): Context | null => {
    const event = change(plainEvent(context.event));
    if (event === null) return null;
    context.event = event;
    return context;
  };
  return {
    name,
    type: 'enrichment',
    identify: handle,
    track: handle,
    page: handle,
    screen: handle,
    group: handle,
    alias: handle,
  };
}

/** Plugins before it may have put anything in the place of the message. */
function plainEvent(event: SegmentEvent): SegmentEvent {
  const plain = asPlain(event);
  if (typeof plain === 'object' && plain !== null) return plain as SegmentEvent;
  throw new TypeError('A plugin left something that is no message.');
}
