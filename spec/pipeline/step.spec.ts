import { describe, expect, it } from '@jest/globals';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { ContextCancelation } from '../../lib/pipeline/cancelation.js';
import { Context } from '../../lib/pipeline/context.js';
import type { PluginLike, Step } from '../../lib/pipeline/plugin.js';
import {
  functionStep,
  type Passage,
  type PreparedStep,
  pluginStep,
  runSteps,
} from '../../lib/pipeline/step.js';
import { revoked } from '../support/hostile-values.js';
import { ManualClock } from '../support/manual-clock.js';
import { aPlugin, onTrack } from '../support/plugins.js';
import { anEvent } from './an-event.js';

const clock = new ManualClock();
const LIMIT = { clock, timeoutMs: 100 };

function stepOf(step: PluginLike | Step): PreparedStep {
  const made = typeof step === 'function' ? functionStep(step) : pluginStep(step, 'track');
  if (!made.look()) throw new Error('It has no handler for tracks.');
  return made;
}

function run(steps: readonly (PluginLike | Step)[], context = new Context(anEvent())) {
  return runSteps(steps.map(stepOf), context, LIMIT);
}

function eventOf(passage: Passage): Context['event'] {
  if (passage.kind !== 'passed') throw new Error(`It was dropped as ${passage.reason}.`);
  return passage.context.event;
}

/** A function that adds a property of this name. */
const tag =
  (name: string): Step =>
  (message) =>
    'properties' in message
      ? { ...message, properties: { ...message.properties, [name]: true } }
      : message;

/** The same handler, in the caller's turn and in a later one. */
const TURNS = [
  ['at once', (make: () => unknown) => make()],
  ['later', async (make: () => unknown) => make()],
] as const;

describe('a plugin', () => {
  it('is a step for the types that it has a handler for, and for no others', () => {
    const plugin = aPlugin({ track: (context) => context });
    const known = MESSAGE_TYPES.filter((type) => pluginStep(plugin, type).look());

    expect(known).toEqual(['track']);
  });

  it('keeps its `this`', () => {
    const plugin = {
      ...aPlugin(),
      tag: 'mine',
      track(context: Context) {
        context.updateEvent('properties.tag', this.tag);
        return context;
      },
    };

    expect(eventOf(run([plugin]) as Passage).properties).toEqual({ tag: 'mine' });
  });
});

describe.each(TURNS)('what a step comes to %s', (_when, inTurn) => {
  const passing = (make: (context: Context) => unknown): PluginLike =>
    onTrack((context) => inTurn(() => make(context)) as never, { name: 'one' });

  it('is the context that it gives back, or the one that it got', async () => {
    const other = new Context(anEvent({ userId: 'other' }));
    const ids = [(context: Context) => context, () => undefined, () => other].map(async (make) =>
      eventOf(await run([passing(make)])),
    );

    expect((await Promise.all(ids)).map(({ userId }) => userId)).toEqual([
      'user-1',
      'user-1',
      'other',
    ]);
  });

  it('is a drop on purpose where it gives null or cancels, and no later step runs', async () => {
    const after: string[] = [];
    const then: Step = (message) => {
      after.push(message.messageId);
      return message;
    };
    const ends: readonly ((context: Context) => unknown)[] = [
      () => null,
      (context) => context.cancel(),
      () => throwing(new ContextCancelation()),
      () => throwing({ retry: false, type: 'from another package' }),
    ];
    for (const end of ends) {
      expect(await run([passing(end), then])).toEqual({
        kind: 'dropped',
        reason: 'filtered',
        plugin: 'one',
      });
    }
    expect(after).toEqual([]);
  });

  it.each<readonly [string, unknown]>([
    ['an error', new Error('broken')],
    ['a text', 'broken'],
    ['undefined', undefined],
    ['an object that has no text', Object.create(null)],
    ['a proxy that was revoked', revoked()],
  ])('is a failure that names it where it throws %s', async (_what, cause) => {
    const passage = await run([passing(() => throwing(cause))]);

    expect(passage).toMatchObject({ kind: 'dropped', reason: 'plugin-failed', plugin: 'one' });
    expect((passage as { readonly cause?: unknown }).cause === cause).toBe(true);
  });

  it('is a failure where it gives something else', async () => {
    for (const wrong of ['a text', 7, {}, anEvent()]) {
      expect(await run([passing(() => wrong)])).toMatchObject({
        reason: 'plugin-failed',
        cause: { message: 'It returned neither a context nor null.' },
      });
    }
  });

  it.each<readonly [string, unknown]>([
    ['an error', new Error('broken')],
    ['an object that has no text', Object.create(null)],
    ['a proxy that was revoked', revoked()],
  ])(
    'is the message as it was before, where it may be done without and throws %s',
    async (_what, cause) => {
      let held: Context | undefined;
      const failing = passing((context) => {
        held = context;
        context.updateEvent('properties.half', true);
        return throwing(cause);
      });
      const context = new Context(anEvent());
      context.log('info', 'before');
      const passage = await run(
        [tag('before'), { ...failing, onError: 'send' }, tag('after')],
        context,
      );
      held?.updateEvent('properties.late', true);

      expect(eventOf(passage)).toEqual(anEvent({ properties: { before: true, after: true } }));
      const lines = passage.kind === 'passed' ? passage.context.logs() : [];
      expect(lines.map(({ message }) => message)).toEqual(['before', expect.stringMatching('one')]);
    },
  );
});

describe('a step that may be done without', () => {
  const leaving = (left: (context: Context) => unknown): PluginLike =>
    onTrack((context) => {
      context.updateEvent('properties.left', left(context));
      return context;
    });
  const failing = onTrack(() => throwing(new Error('broken')), { onError: 'send' });

  it('loses no message that has a bigint, which is sent as text', () => {
    const passage = run([leaving(() => 12n), failing]);

    expect(eventOf(passage as Passage).properties).toEqual({ left: '12' });
  });

  it('drops what could not be sent anyway', () => {
    const passage = run([leaving(({ event }) => event), failing]);

    expect(passage).toMatchObject({ kind: 'dropped', reason: 'plugin-failed' });
  });
});

describe('a function', () => {
  it('has its name in what is told of it', () => {
    const scrub: Step = (message) => message;

    expect(functionStep(scrub).name).toBe('scrub');
    expect(functionStep((message) => message).name).toBe('a function');
  });

  it.each(TURNS)('passes the message that it gives, %s', async (_when, inTurn) => {
    const passage = await run([
      (message) => inTurn(() => ({ ...message, userId: 'other' })) as never,
    ]);

    expect(eventOf(passage)).toEqual(anEvent({ userId: 'other' }));
  });

  it.each(TURNS)('fails where it gives no message, %s', async (_when, inTurn) => {
    for (const wrong of [undefined, 'a text', {}, { type: 'track' }, new Context(anEvent())]) {
      expect(await run([() => inTurn(() => wrong) as never])).toMatchObject({
        reason: 'plugin-failed',
        cause: { message: 'It returned neither a message nor null.' },
      });
    }
  });
});

describe('steps', () => {
  it('run in their order, in this turn as long as none has to be waited for', async () => {
    expect(Object.keys(eventOf(run([tag('a'), tag('b')]) as Passage).properties ?? {})).toEqual([
      'a',
      'b',
    ]);
    const later = run([tag('a'), async (message) => tag('b')(message) as never, tag('c')]);

    expect(later).toBeInstanceOf(Promise);
    expect(eventOf(await later).properties).toEqual({ a: true, b: true, c: true });
  });

  it('fail with why their plugin could not be loaded, or are left out where they may be', () => {
    const failure = new Error('not loaded');
    const unloaded = (step: PreparedStep): PreparedStep => Object.assign(step, { failure });
    const [must, may] = [tag('a'), onTrack((one) => one, { onError: 'send' })].map(stepOf);
    const ends = [must, may].map((step) =>
      runSteps(step === undefined ? [] : [unloaded(step)], new Context(anEvent()), LIMIT),
    );

    expect(ends).toMatchObject([{ cause: failure }, { kind: 'passed' }]);
  });

  it('that take too long fail with the option that says how long they may', async () => {
    const passage = run([onTrack(() => new Promise(() => undefined), { name: 'slow' })]);
    await clock.advance(100);

    expect(await passage).toMatchObject({
      plugin: 'slow',
      cause: { message: 'It took longer than 100 ms (pluginTimeout).' },
    });
    expect(clock.timers).toBe(0);
  });
});

function throwing(thrown: unknown): never {
  throw thrown;
}
