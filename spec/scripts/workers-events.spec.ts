import { EventEmitter as NodeEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

const path = '../../scripts/workers/node-events.mjs';
const { EventEmitter: Stand, captureRejectionSymbol } = (await import(
  path
)) as typeof import('node:events');

const NAMES = ['error', 'track', 'drop'] as const;
const METHODS = [
  'on',
  'addListener',
  'once',
  'prependListener',
  'prependOnceListener',
  'off',
  'removeListener',
  'emit',
  'removeAllListeners',
] as const;

interface Deed {
  readonly method: (typeof METHODS)[number];
  readonly name: (typeof NAMES)[number];
  readonly listener: number;
}

const deeds = fc.array(
  fc.record<Deed>({
    method: fc.constantFrom(...METHODS),
    name: fc.constantFrom(...NAMES),
    listener: fc.nat(3),
  }),
  { maxLength: 40 },
);

/** Does all of it to an emitter, and tells what could be seen. */
function seen(emitter: NodeEmitter, todo: readonly Deed[]): unknown {
  const log: unknown[] = [];
  const listeners = [0, 1, 2, 3].map((number) => (value: unknown) => {
    log.push([number, value]);
    // Two of them change the listeners while an event is told.
    if (number === 2) emitter.off('track', listeners[1] ?? log.push);
    if (number === 3) emitter.once('track', listeners[0] ?? log.push);
  });
  for (const [index, { method, name, listener: number }] of todo.entries()) {
    const listener = listeners[number] ?? log.push;
    try {
      if (method === 'emit') log.push(emitter.emit(name, index));
      else if (method === 'removeAllListeners') emitter.removeAllListeners(name);
      else log.push(emitter[method](name, listener) === emitter);
    } catch (error) {
      log.push(String(error).replace(/^Error \[\w+\]|^Error/, 'Error'));
    }
    log.push(emitter.listenerCount(name), emitter.listenerCount(name, listener));
    log.push(emitter.listeners(name).map((one) => listeners.indexOf(one as () => void)));
    log.push(emitter.eventNames());
  }
  return log;
}

describe('the EventEmitter of the build for workers', () => {
  it('shows what the one of Node.js shows, whatever is done to it', () => {
    fc.assert(
      fc.property(deeds, (todo) => {
        expect(seen(new Stand(), todo)).toEqual(seen(new NodeEmitter(), todo));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['on', 'once', 'off', 'prependListener'] as const)('takes functions only: %s', (name) => {
    for (const emitter of [new Stand(), new NodeEmitter()]) {
      expect(() => emitter[name]('track', undefined as never)).toThrow('must be of type function');
    }
  });

  it('throws an error that nobody listens for', () => {
    const error = new Error('Nobody listens.');
    expect(() => new Stand().emit('error', error)).toThrow(error);
  });

  it.each([
    ['workers', Stand],
    ['Node.js', NodeEmitter],
  ])('is told of listeners that reject, as in %s', async (_where, Emitter) => {
    const told: unknown[] = [];
    const error = new Error('It rejects.');
    class Client extends Emitter {
      [captureRejectionSymbol](...given: unknown[]): void {
        told.push(given);
      }
    }
    const client = new Client({ captureRejections: true });
    client.on('track', async () => Promise.reject(error));
    client.once('drop', async () => Promise.reject(error));

    client.emit('track', 1, 2);
    client.emit('drop');
    await new Promise((resolve) => setImmediate(resolve));

    expect(told).toEqual([
      [error, 'track', 1, 2],
      [error, 'drop'],
    ]);
  });

  it('tells of it as an error where the emitter has no method for it', async () => {
    const emitter = new Stand({ captureRejections: true });
    const error = new Error('It rejects.');
    const heard = new Promise((resolve) => emitter.on('error', resolve));
    emitter.on('track', async () => Promise.reject(error));

    emitter.emit('track');

    expect(await heard).toBe(error);
  });

  it('is called by listeners as this', () => {
    const emitter = new Stand();
    const seenThis: unknown[] = [];
    const listener = function (this: unknown): void {
      seenThis.push(this);
    };
    emitter.on('track', listener).once('track', listener);

    emitter.emit('track');

    expect(seenThis).toEqual([emitter, emitter]);
  });
});
