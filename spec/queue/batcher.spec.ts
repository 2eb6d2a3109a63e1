import { describe, expect, it } from '@jest/globals';
import type { Batch, Parcel } from '../../lib/delivery/parcel.js';
import { Batcher } from '../../lib/queue/batcher.js';
import { Queue } from '../../lib/queue/queue.js';
import { aParcel } from '../delivery/a-batch.js';
import { ManualClock, turns } from '../support/manual-clock.js';

/** A batcher whose batches end when the spec says so. */
class Bench {
  readonly clock = new ManualClock();
  readonly sent: number[] = [];
  isOnHold = false;
  readonly queue: Queue<Parcel>;
  readonly batcher: Batcher<Parcel>;
  readonly #ends: (() => void)[] = [];

  constructor({ flushAt = 3, maxInFlight = 2, maxMessages = 5 } = {}) {
    this.queue = new Queue({ maxMessages, maxBytes: 100_000 });
    this.batcher = new Batcher({
      queue: this.queue,
      clock: this.clock,
      flushAt,
      flushInterval: 1_000,
      maxInFlight,
      isOnHold: () => this.isOnHold,
      send: (batch) => this.#send(batch),
    });
  }

  /** So many messages join, as calls in one turn. */
  join(count: number): void {
    for (let number = 0; number < count; number += 1) {
      this.queue.offer(aParcel());
      this.batcher.joined();
    }
  }

  /** The batch that left first of those on their way reaches its end. */
  async end(): Promise<void> {
    this.#ends.shift()?.();
    await turns();
  }

  #send(batch: Batch): Promise<void> {
    this.sent.push(batch.length);
    return new Promise((resolve) => this.#ends.push(resolve));
  }
}

describe('messages that wait', () => {
  it('leave as soon as enough of them wait, in another turn than the call', async () => {
    const bench = new Bench({ flushAt: 3 });
    bench.join(3);
    expect(bench.sent).toEqual([]);

    await turns();

    expect(bench.sent).toEqual([3]);
  });

  it('leave together with all that joined in the same turn', async () => {
    const bench = new Bench({ flushAt: 3, maxMessages: 10 });
    bench.join(7);
    await turns();

    expect(bench.sent).toEqual([7]);
  });

  it('leave when a batch is full, though flushAt is larger', async () => {
    const bench = new Bench({ flushAt: 100, maxMessages: 5 });
    bench.join(5);
    await turns();

    expect(bench.sent).toEqual([5]);
  });

  it('leave when the first of them has waited for flushInterval', async () => {
    const bench = new Bench();
    bench.join(1);
    await bench.clock.advance(600);
    bench.join(1);
    await bench.clock.advance(399);
    expect(bench.sent).toEqual([]);

    await bench.clock.advance(1);

    expect(bench.sent).toEqual([2]);
    expect(bench.clock.timers).toBe(0);
  });

  it('leave at once when somebody flushes, and no timer stays', () => {
    const bench = new Bench();
    bench.join(2);
    expect(bench.clock.timers).toBe(1);

    bench.batcher.sendAll();

    expect(bench.sent).toEqual([2]);
    expect(bench.clock.timers).toBe(0);
  });

  it('set one timer, however many they are', () => {
    const bench = new Bench({ flushAt: 100, maxMessages: 100 });
    bench.join(50);

    expect(bench.clock.timers).toBe(1);
  });

  it('wait anew after those before them left', async () => {
    const bench = new Bench();
    bench.join(3);
    await turns();
    await bench.end();
    bench.join(1);
    await bench.clock.advance(999);
    expect(bench.sent).toEqual([3]);

    await bench.clock.advance(1);

    expect(bench.sent).toEqual([3, 1]);
  });
});

describe('batches on their way', () => {
  it('are never more than maxInFlight, whoever flushes', async () => {
    const bench = new Bench({ maxInFlight: 2, maxMessages: 5 });
    bench.join(23);
    await turns();
    bench.batcher.sendAll();

    expect(bench.sent).toEqual([5, 5]);
    expect(bench.batcher.inFlight).toBe(2);
  });

  it('are followed by the next full one as soon as a place is free, with no timer', async () => {
    const bench = new Bench({ maxInFlight: 1, maxMessages: 5 });
    bench.join(10);
    await turns();
    expect(bench.sent).toEqual([5]);
    await bench.end();

    expect(bench.sent).toEqual([5, 5]);
    expect(bench.clock.timers).toBe(0);
  });

  it('are followed by the rest after the interval, where that is less than flushAt', async () => {
    const bench = new Bench({ maxInFlight: 2, maxMessages: 5 });
    bench.join(12);
    await turns();
    await bench.end();
    expect(bench.sent).toEqual([5, 5]);

    await bench.clock.advance(1_000);

    expect(bench.sent).toEqual([5, 5, 2]);
  });

  it('let enough messages for another gather for 50 ms after a send', async () => {
    const bench = new Bench({ flushAt: 3, maxInFlight: 4, maxMessages: 100 });
    bench.join(3);
    await turns();
    bench.join(3);
    await bench.clock.advance(49);
    bench.join(4);
    expect(bench.sent).toEqual([3]);

    await bench.clock.advance(1);

    expect(bench.sent).toEqual([3, 7]);
  });

  it('let more messages join the one that is due and still waits', async () => {
    const bench = new Bench({ flushAt: 1, maxInFlight: 1, maxMessages: 5 });
    bench.join(1);
    await turns();
    bench.join(1);
    bench.batcher.sendAll();
    bench.join(2);
    await bench.end();

    expect(bench.sent).toEqual([1, 3]);
  });

  it('leave messages alone that came after the flush and are not enough', async () => {
    const bench = new Bench({ flushAt: 3, maxInFlight: 1, maxMessages: 2 });
    bench.join(2);
    await turns();
    bench.join(1);
    await bench.end();
    expect(bench.sent).toEqual([2]);

    await bench.clock.advance(1_000);

    expect(bench.sent).toEqual([2, 1]);
  });

  it('are counted down to none', async () => {
    const bench = new Bench();
    bench.join(3);
    await turns();
    await bench.end();

    expect(bench.batcher.inFlight).toBe(0);
  });
});

describe('a hold', () => {
  it('lets one batch go all the same, to find out, and no second one', async () => {
    const bench = new Bench({ maxInFlight: 4, maxMessages: 5 });
    bench.isOnHold = true;
    bench.join(15);
    await turns();

    expect(bench.sent).toEqual([5]);
  });

  it('ends when a batch ends after it', async () => {
    const bench = new Bench({ maxInFlight: 4, maxMessages: 5 });
    bench.isOnHold = true;
    bench.join(15);
    await turns();
    bench.isOnHold = false;
    await bench.end();

    expect(bench.sent).toEqual([5, 5, 5]);
  });
});

describe('a batcher that was stopped', () => {
  it('sends nothing more and has no timer', async () => {
    const bench = new Bench({ maxInFlight: 1, maxMessages: 5 });
    bench.join(12);
    await turns();
    bench.batcher.stop();
    await bench.end();
    await bench.clock.advance(10_000);

    expect(bench.sent).toEqual([5]);
    expect(bench.clock.timers).toBe(0);
  });
});
