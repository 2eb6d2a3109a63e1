import { EventEmitter } from 'node:events';
import { resolveOptions } from '../../lib/client/check-options.js';
import type { Side } from '../../lib/client/comparison.js';
import type { AcceptedEntry } from '../../lib/client/entry.js';
import type { AnalyticsEvents } from '../../lib/client/events.js';
import { ExitHold } from '../../lib/client/exit-hold.js';
import { Host } from '../../lib/client/host.js';
import { Lane } from '../../lib/client/lane.js';
import { listenersOf } from '../../lib/client/listeners.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { Counters } from '../../lib/client/stats.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';

/** A lane to a scripted endpoint; say only what matters. */
export function aLane(
  options: Partial<AnalyticsOptions> & { readonly transport?: ScriptedTransport } = {},
  side: Side = 'endpoint',
): { readonly lane: Lane; readonly transport: ScriptedTransport } {
  const { transport = new ScriptedTransport() } = options;
  const settings = resolveOptions({ writeKey: 'a-key', ...options, transport });
  const counters = new Counters();
  const host = new Host(counters, settings.logger);
  const lane = new Lane({
    settings,
    listeners: listenersOf(new EventEmitter<AnalyticsEvents>(), host),
    counters,
    host,
    hold: new ExitHold({ drain: () => Promise.resolve() }),
    deadLetter: undefined,
    side,
    after: () => [],
  });
  return { lane, transport };
}

/** Messages join a lane, as calls make them do. */
export function send(lane: Lane, ...entries: readonly AcceptedEntry[]): void {
  for (const entry of entries) {
    const place = lane.place(entry.text());
    entry.moveTo(place);
    lane.capacity.take(place.bytes);
    lane.offer(entry);
  }
}
