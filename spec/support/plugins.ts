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

/** A promise that a spec settles itself. */
export function aPromise<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
