import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { ContextCancelation } from '../../lib/pipeline/cancelation.js';
import { Context, loggerOf } from '../../lib/pipeline/context.js';
import { ContextLogger, ContextStats } from '../../lib/pipeline/context-log.js';
import { SEED, SEEDED } from '../support/seed.js';
import { thrownBy } from '../support/thrown-by.js';
import { anEvent } from './an-event.js';

const TEXT = '{"type":"track","messageId":"m-1","event":"E"}';

function aContext(attempts: number): Context {
  return Context.ofText({ id: 'm-1', attempts, text: () => TEXT, logger: undefined });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a context whose message is text', () => {
  it('has the id, the number of requests and the message as it was sent', () => {
    const context = aContext(2);

    expect(context).toMatchObject({ id: 'm-1', attempts: 2 });
    expect(context.event).toEqual({ type: 'track', messageId: 'm-1', event: 'E' });
  });

  it('parses the message when it is first read, and then never again', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const context = aContext(1);
    expect(parse).not.toHaveBeenCalled();

    expect(context.event).toBe(context.event);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('is written as JSON with the message in it', () => {
    expect(JSON.parse(JSON.stringify(aContext(1)))).toEqual({
      id: 'm-1',
      attempts: 1,
      event: JSON.parse(TEXT) as unknown,
      logs: [],
      metrics: [],
    });
  });

  it('keeps what is written to it, also another message', () => {
    const context = aContext(1);
    context.updateEvent('properties.a', 1);
    expect(context.event).toMatchObject({ event: 'E', properties: { a: 1 } });

    context.event = anEvent();
    expect(context.event).toEqual(anEvent());
  });
});

describe('the id of a context', () => {
  it('is the one that is given, or that of the message, or a new one', () => {
    expect(new Context(anEvent(), 'given').id).toBe('given');
    expect(new Context(anEvent({ messageId: 'm-2' })).id).toBe('m-2');
    expect(new Context({ type: 'track' }).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says whether two are about the same message', () => {
    const context = aContext(1);

    expect([context.isSame(aContext(2)), context.isSame(new Context(anEvent(), 'm-2'))]).toEqual([
      true,
      false,
    ]);
  });
});

describe('updateEvent', () => {
  it('writes below a path, makes what lacks on the way, and gives back the message', () => {
    const context = new Context(anEvent({ properties: { kept: 1 } }));
    const event = context.updateEvent('properties.cart.total', 5);
    context.updateEvent('userId', 'other');

    expect(event).toBe(context.event);
    expect(event).toEqual(
      anEvent({ userId: 'other', properties: { kept: 1, cart: { total: 5 } } }),
    );
  });

  it('writes into lists, and makes them where a number follows', () => {
    const context = new Context(anEvent({ properties: { items: [{ a: 1 }, { a: 2 }] } }));
    context.updateEvent('properties.items.1.a', 3);
    context.updateEvent('properties.tags.0', 'new');

    expect(context.event.properties).toEqual({ items: [{ a: 1 }, { a: 3 }], tags: ['new'] });
  });

  it('writes the same path in one message after the other', () => {
    const contexts = [1, 2, 3].map((total) => {
      const context = new Context(anEvent({ properties: {} }));
      context.updateEvent('properties.deep.total', total);
      return context;
    });

    expect(contexts.map(({ event }) => event.properties)).toEqual(
      [1, 2, 3].map((total) => ({ deep: { total } })),
    );
  });

  it.each([
    ['integrations.Mixpanel.ip', { Mixpanel: false, Braze: {} }],
    ['integrations.Mixpanel', { Mixpanel: false, Braze: {} }],
    ['integrations.Braze.a', { Mixpanel: false, Braze: { a: 'new' } }],
    ['integrations.Other.a', { Mixpanel: false, Braze: {}, Other: { a: 'new' } }],
  ])('writes nothing below an integration that is set to false: %s', (path, expected) => {
    const context = new Context(anEvent({ integrations: { Mixpanel: false, Braze: {} } }));

    expect(context.updateEvent(path, 'new').integrations).toEqual(expected);
  });

  it(`never writes to a prototype, whatever the path (seed ${SEED})`, () => {
    const step = fc.constantFrom('__proto__', 'constructor', 'prototype', 'a', '0', 'properties');
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const members = [Object, Array, Function].map((one) => Reflect.ownKeys(one.prototype));
        new Context(anEvent()).updateEvent(steps.join('.'), { polluted: true });

        expect([Object, Array, Function].map((one) => Reflect.ownKeys(one.prototype))).toEqual(
          members,
        );
        expect({}).not.toHaveProperty('polluted');
      }),
      SEEDED,
    );
  });
});

describe('cancel', () => {
  it('throws a cancelation, or what it is given', () => {
    const context = aContext(1);
    const [error, cancelation] = [new Error('broken'), new ContextCancelation({ reason: 'no' })];

    expect(thrownBy(() => context.cancel())).toMatchObject({ reason: 'Context Cancel' });
    expect(thrownBy(() => context.cancel())).toBeInstanceOf(ContextCancelation);
    expect(thrownBy(() => context.cancel(error))).toBe(error);
    expect(thrownBy(() => context.cancel(cancelation))).toBe(cancelation);
  });
});

describe('the lines of a context', () => {
  it('are kept in order until it is flushed, and printed nowhere', () => {
    const print = jest.spyOn(console, 'log');
    const context = aContext(1);
    context.log('info', 'one');
    context.log('warn', 'two', { a: 1 });
    context.stats.increment('metric');
    expect(context.logs()).toMatchObject([
      { message: 'one' },
      { message: 'two', extras: { a: 1 } },
    ]);
    expect(context.toJSON()).toMatchObject({ logs: context.logs(), metrics: [{ value: 1 }] });

    context.flush();
    expect(context.toJSON()).toMatchObject({ logs: [], metrics: [] });
    expect(print).not.toHaveBeenCalled();
  });

  it('go to the logger and the metrics that it was made with', () => {
    const [stats, logger] = [new ContextStats(), new ContextLogger()];
    const context = new Context(anEvent(), 'm-1', stats, logger);
    context.log('info', 'one');

    expect([context.stats, context.logger]).toEqual([stats, logger]);
    expect(logger.logs).toHaveLength(1);
    expect(loggerOf(context)).toBe(logger);
    expect(loggerOf(aContext(1))).toBeUndefined();
  });
});

describe('a failed delivery', () => {
  it('is what was set last, and nothing at first', () => {
    const context = aContext(1);
    expect(context.failedDelivery()).toBeUndefined();
    context.setFailedDelivery({ reason: 'one' });
    context.setFailedDelivery({ reason: 'two' });

    expect(context.failedDelivery()).toEqual({ reason: 'two' });
  });
});

describe('what is a context', () => {
  it('is told from other values, also where another copy of the package made it', async () => {
    jest.resetModules();
    const other = await import('../../lib/pipeline/context.js');
    const theirs = new other.Context(anEvent());

    expect(other.Context).not.toBe(Context);
    expect([theirs, aContext(1), Context.system()].map(Context.isContext)).toEqual([
      true,
      true,
      true,
    ]);
    expect([null, undefined, 'text', {}, anEvent()].some(Context.isContext)).toBe(false);
  });

  it('is there for load too, about no message', () => {
    expect(Context.system().event).toEqual({ type: 'track', event: 'system', properties: {} });
    expect(Context.system().isSame(Context.system())).toBe(false);
  });
});
