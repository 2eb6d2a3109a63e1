import { describe, expect, it, jest } from '@jest/globals';
import type { Fault } from '../../lib/entry/fault.js';
import { Faults } from '../../lib/intake/faults.js';

const NONE = { delayMs: 0, failure: undefined, status: 200, headers: {} };

/** Faults with a clock and chances of their own: `chances` come one after the other, again and again. */
function someFaults(faults: Fault | readonly Fault[], chances: readonly number[] = [0]) {
  let nowMs = 1_000;
  let draws = 0;
  const random = () => chances[draws++ % chances.length] ?? 0;
  const active = new Faults(() => nowMs, random);
  active.set(faults);
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { faults: active, pass };
}

describe('the faults that are on', () => {
  it('are none at first', () => {
    const faults = new Faults();

    expect([faults.next(), faults.active]).toEqual([NONE, []]);
  });

  it.each<[Fault, object]>([
    [{ kind: 'status' }, { failure: 'status', status: 503, headers: {} }],
    [
      { kind: 'status', status: 418 },
      { failure: 'status', status: 418, headers: {} },
    ],
    [
      { kind: 'status', retryAfterSeconds: 2 },
      { failure: 'status', headers: { 'retry-after': '2' } },
    ],
    [
      { kind: 'status', status: 429, retryAfterSeconds: 0 },
      { failure: 'status', headers: { 'retry-after': '0', 'x-ratelimit-reset': '0' } },
    ],
    [{ kind: 'latency' }, { failure: undefined, delayMs: 1_000 }],
    [
      { kind: 'latency', latencyMs: 30 },
      { failure: undefined, delayMs: 30 },
    ],
    [{ kind: 'reset' }, { failure: 'reset', delayMs: 0 }],
    [{ kind: 'lost-reply' }, { failure: 'lost-reply' }],
    [{ kind: 'silence' }, { failure: 'silence' }],
  ])('hit requests: %j', (fault, hit) => {
    expect(someFaults(fault).faults.next()).toMatchObject(hit);
  });

  it('can be a late answer that is a failure, too', () => {
    const { faults } = someFaults([
      { kind: 'latency', latencyMs: 20 },
      { kind: 'status', status: 500 },
      { kind: 'latency', latencyMs: 30 },
    ]);

    expect(faults.next()).toMatchObject({ delayMs: 50, failure: 'status', status: 500 });
  });

  it('fail a request once: the first of them that hits it', () => {
    const { faults } = someFaults([
      { kind: 'reset', requests: 1 },
      { kind: 'status', requests: 1 },
    ]);

    expect([faults.next().failure, faults.next().failure, faults.next().failure]).toEqual([
      'reset',
      'status',
      undefined,
    ]);
  });

  it('hit the share of requests that they are to hit', () => {
    const { faults } = someFaults({ kind: 'reset', share: 0.25 }, [0.2, 0.25, 0.9, 0.249]);

    const failures = [1, 2, 3, 4].map(() => faults.next().failure);

    expect(failures).toEqual(['reset', undefined, undefined, 'reset']);
  });

  it('end after the requests that they hit, and not those that they spared', () => {
    const { faults } = someFaults({ kind: 'reset', share: 0.5, requests: 2 }, [0.1, 0.9, 0.1, 0.1]);

    const left = [1, 2, 3, 4].map(() => [
      faults.next().failure,
      ...faults.active.map(({ requests }) => requests),
    ]);

    expect(left).toEqual([['reset', 1], [undefined, 1], ['reset'], [undefined]]);
  });

  it('end after their time, and tell how much of it is left', () => {
    const { faults, pass } = someFaults({ kind: 'reset', seconds: 2 });

    pass(500);
    expect(faults.active).toEqual([{ kind: 'reset', seconds: 1.5 }]);
    pass(1_499);
    expect(faults.next().failure).toBe('reset');
    pass(1);

    expect([faults.next(), faults.active]).toEqual([NONE, []]);
  });

  it('are replaced by those that are set after them', () => {
    const { faults } = someFaults([{ kind: 'reset' }, { kind: 'latency' }]);

    faults.set({ kind: 'silence' });
    expect(faults.active).toEqual([{ kind: 'silence' }]);
    faults.set([]);
    expect(faults.active).toEqual([]);
  });

  it('stay as they are when what is set is no fault', () => {
    const { faults } = someFaults({ kind: 'reset' });

    expect(() => faults.set([{ kind: 'silence' }, { kind: 'flood' }])).toThrow(RangeError);

    expect(faults.active).toEqual([{ kind: 'reset' }]);
  });

  it('tell of the end of their time when it is there, without a request', () => {
    jest.useFakeTimers();
    const faults = new Faults();
    const told: string[] = [];
    faults.onChanged(() => told.push(faults.active.map(({ kind }) => kind).join(' ')));

    faults.set([
      { kind: 'reset', seconds: 2 },
      { kind: 'latency', seconds: 1 },
      { kind: 'silence' },
    ]);
    jest.advanceTimersByTime(999);
    expect(told).toEqual(['reset latency silence']);
    jest.advanceTimersByTime(1_001);

    expect(told).toEqual(['reset latency silence', 'reset silence', 'silence']);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('tell when they are set, and when they end by themselves', () => {
    const { faults, pass } = someFaults([]);
    const told: number[] = [];
    const stop = faults.onChanged(() => told.push(faults.active.length));

    faults.set([
      { kind: 'reset', requests: 1 },
      { kind: 'latency', seconds: 1 },
    ]);
    faults.next();
    pass(1_000);
    faults.next();
    stop();
    faults.set({ kind: 'reset' });

    expect(told).toEqual([2, 1, 0]);
  });
});
