import { describe, expect, it } from '@jest/globals';
import type { Logger } from '../../lib/base/logger.js';
import { Host } from '../../lib/client/host.js';
import { Counters } from '../../lib/client/stats.js';
import { turns } from '../support/manual-clock.js';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('a function of the program', () => {
  const boom = (): never => {
    throw new Error('boom');
  };
  const rows: readonly (readonly [string, () => unknown, number])[] = [
    ['that returns', () => 1, 0],
    ['that returns nothing', () => undefined, 0],
    ['that returns null', () => null, 0],
    ['that resolves', () => Promise.resolve(1), 0],
    ['that returns something with a `then` that is no function', () => withThen(1), 0],
    ['that throws', boom, 1],
    ['that throws undefined', () => throwing(undefined), 1],
    ['that rejects', () => Promise.reject(new Error('boom')), 1],
    ['that rejects with nothing', () => Promise.reject(), 1],
    ['that rejects later', () => turns(1).then(boom), 1],
    ['whose `then` throws', () => withThen(boom), 1],
    ['that returns a proxy that throws', () => new Proxy({}, { get: boom }), 1],
  ];

  it.each(rows)('%s never fails the client, and is counted', async (_name, action, count) => {
    const counters = new Counters();
    new Host(counters, silent).run(action);
    await turns(4);

    expect(counters.hostErrors).toBe(count);
  });
});

describe('the logger of the program', () => {
  it('gets each message at its level, and keeps its `this`', () => {
    const lines: string[] = [];
    class Lines implements Logger {
      readonly #name = 'log';
      debug = (message: string): void => this.#write('debug', message);
      info = (message: string): void => this.#write('info', message);
      warn(message: string): void {
        this.#write('warn', message);
      }
      error(message: string): void {
        this.#write('error', message);
      }
      #write(level: string, message: string): void {
        lines.push(`${this.#name} ${level} ${message}`);
      }
    }
    const host = new Host(new Counters(), new Lines());
    for (const level of ['debug', 'info', 'warn', 'error'] as const) host.log(level, 'x');

    expect(lines).toEqual(['log debug x', 'log info x', 'log warn x', 'log error x']);
  });

  it('may throw', () => {
    const counters = new Counters();
    const logger = { ...silent, warn: () => throwing(new Error('disk full')) };

    expect(() => new Host(counters, logger).log('warn', 'x')).not.toThrow();
    expect(counters.hostErrors).toBe(1);
  });
});

function throwing(thrown: unknown): never {
  throw thrown;
}

/** What looks like a promise to a program that looks no closer. */
function withThen(then: unknown): object {
  return Object.fromEntries([['then', then]]);
}
