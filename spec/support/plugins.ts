import type { SegmentEvent } from '../../lib/message/segment-event.js';
import type { Context } from '../../lib/pipeline/context.js';
import type { HandlerResult, Plugin, PluginLike } from '../../lib/pipeline/plugin.js';

/** A plugin in the full shape of Segment's client; say only what matters. */
export function aPlugin(fields: Partial<PluginLike> = {}): Plugin {
  return {
    name: 'a plugin',
    type: 'enrichment',
    isLoaded: () => true,
    load: () => Promise.resolve(),
    ...fields,
  } as Plugin;
}

/** A plugin with one handler for tracks. */
export function onTrack(
  track: (context: Context) => HandlerResult,
  fields: Partial<PluginLike> = {},
): Plugin {
  return aPlugin({ track, ...fields });
}

/** A destination that keeps what it is given. */
export function aDestination(fields: Partial<PluginLike> = {}): {
  readonly plugin: Plugin;
  readonly events: SegmentEvent[];
} {
  const events: SegmentEvent[] = [];
  const take = (context: Context): Context => {
    events.push(context.event);
    return context;
  };
  const handlers = { identify: take, track: take, page: take, group: take };
  const plugin = aPlugin({ name: 'a destination', type: 'destination', ...handlers, ...fields });
  return { plugin, events };
}
