import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveryError } from '../../lib/base/errors.js';
import type { Logger } from '../../lib/base/logger.js';
import { Announcer, type Loss } from '../../lib/client/announcer.js';
import type { AcceptedEntry } from '../../lib/client/entry.js';
import type { AnalyticsEvents, Callback } from '../../lib/client/events.js';
import { Host } from '../../lib/client/host.js';
import { listenersOf } from '../../lib/client/listeners.js';
import { Counters } from '../../lib/client/stats.js';
import type { Context } from '../../lib/pipeline/context.js';
import { type PreparedStep, pluginStep } from '../../lib/pipeline/step.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { onTrack } from '../support/plugins.js';
import { anEntry } from './an-entry.js';

let clock: ManualClock;
let emitter: EventEmitter<AnalyticsEvents>;
let counters: Counters;
/** What was told, in its order. */
let told: string[];
let announcer: Announcer;

beforeEach(() => {
  clock = new ManualClock();
  emitter = new EventEmitter<AnalyticsEvents>();
  counters = new Counters();
  told = [];
  const say = (level: string) => (): unknown => told.push(`log ${level}`);
  const logger: Logger = { debug: say('d'), info: say('i'), warn: say('w'), error: say('error') };
  const host = new Host(counters, logger);
  announcer = new Announcer({
    listeners: listenersOf(emitter, host),
    host,
    clock,
    deadLetter: (messages, reason) => told.push(`dead letter ${messages.length} ${reason}`),
    after: (type) => (type === 'track' ? [after] : []),
  });
});

const after = pluginStep(
  onTrack((context) => {
    told.push(`after ${context.id}`);
    return context;
  }),
  'track',
) as PreparedStep;

const callback: Callback = (error, context) =>
  told.push(`callback ${context?.id} ${error?.code ?? 'delivered'}`);

function aLoss(reason: Loss['reason'] = 'refused', isGeneral = false): Loss {
  const details = { code: reason, messageIds: [], attempts: 3 };
  return { reason, error: new DeliveryError('It was lost.', details), isGeneral };
}

function entries(...ids: readonly string[]): readonly AcceptedEntry[] {
  return ids.map((id) => anEntry(id, { callback }));
}

describe('a message that was delivered', () => {
  it('is told to its callback, then to the listeners of its type, then to plugins', () => {
    emitter.on('track', ({ id, attempts }) => told.push(`event ${id} ${attempts}`));
    announcer.delivered(anEntry('m-1', { callback }), 2);

    expect(told).toEqual(['callback m-1 delivered', 'event m-1 2', 'after m-1']);
  });

  it('has one context for all who are told', () => {
    const contexts: (Context | undefined)[] = [];
    emitter.on('track', (context) => contexts.push(context));
    announcer.delivered(anEntry('m-1', { callback: (_error, one) => contexts.push(one) }), 1);

    expect(contexts).toHaveLength(2);
    expect(contexts[0]).toBe(contexts[1]);
  });

  it('is told to all the others where one of them throws', () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    emitter.on('track', boom);
    announcer.delivered(anEntry('m-1', { callback: boom }), 1);

    expect([told, counters.hostErrors]).toEqual([['after m-1'], 2]);
  });
});

describe('messages that were lost', () => {
  it('are told to each callback, then once to listeners, the log and the dead-letter function', () => {
    emitter.on('drop', ({ messageIds, reason }) => told.push(`drop ${messageIds} ${reason}`));
    emitter.on('error', ({ code }) => told.push(`error ${code}`));
    announcer.lost(entries('m-1', 'm-2'), aLoss());

    expect(told).toEqual([
      'callback m-1 refused',
      'after m-1',
      'callback m-2 refused',
      'after m-2',
      'drop m-1,m-2 refused',
      'log error',
      'dead letter 2 refused',
      'error refused',
    ]);
  });

  it('have why in their context, with the number of requests', () => {
    const contexts: (Context | undefined)[] = [];
    const loss = aLoss();
    announcer.lost([anEntry('m-1', { callback: (_error, one) => contexts.push(one) })], loss);

    expect(contexts[0]).toMatchObject({ id: 'm-1', attempts: 3, event: { messageId: 'm-1' } });
    expect(contexts[0]?.failedDelivery()).toEqual({ reason: loss.error });
  });

  it.each<readonly [Loss['reason'], readonly string[]]>([
    ['filtered', ['callback m-1 filtered']],
    ['plugin-failed', ['callback m-1 plugin-failed', 'log error', 'dead letter 1 plugin-failed']],
  ])('are kept from plugins that are told afterwards, where they are %s', (reason, expected) => {
    announcer.lost(entries('m-1'), aLoss(reason));

    expect(told).toEqual(expected);
  });

  it('are no error where they are filtered', () => {
    emitter.on('error', () => told.push('error'));
    announcer.lost(entries('m-1'), aLoss('filtered'));

    expect(told).not.toContain('error');
  });

  it('are an error with the context of the message, where it is one, which no log shows', () => {
    const errors: AnalyticsEvents['error'][0][] = [];
    emitter.on('error', (error) => errors.push(error));
    announcer.lost(entries('m-1'), aLoss());
    announcer.lost(entries('m-1', 'm-2'), aLoss());

    expect(errors.map((error) => error.ctx?.id)).toEqual(['m-1', undefined]);
    expect(Object.keys(errors[0] ?? {})).not.toContain('ctx');
  });

  it('are an error once a minute where every message fares like this, and a loss each time', async () => {
    emitter.on('error', () => told.push('error'));
    for (const waitMs of [0, 0, 59_999, 1, 60_000]) {
      await clock.advance(waitMs);
      announcer.lost(entries('m-1'), aLoss('refused', true));
    }

    expect(told.filter((one) => one === 'error')).toHaveLength(3);
    expect(told.filter((one) => one.startsWith('dead letter'))).toHaveLength(5);
  });

  it('are the error of their minute only where somebody listened', () => {
    announcer.lost(entries('m-1'), aLoss('refused', true));
    emitter.on('error', () => told.push('error'));
    announcer.lost(entries('m-2'), aLoss('refused', true));

    expect(told).toContain('error');
  });
});

describe('a message that was accepted', () => {
  it('is told of when the turn of its call is over', async () => {
    emitter.on('dispatch_start', ({ id }) => told.push(`start ${id}`));
    announcer.accepted(anEntry());
    expect(told).toEqual([]);
    await turns(1);

    expect(told).toEqual(['start m-1']);
  });
});
