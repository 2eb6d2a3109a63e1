import { afterEach, describe, expect, it } from '@jest/globals';
import { Capacity } from '../../lib/client/capacity.js';
import { ExitHold } from '../../lib/client/exit-hold.js';
import { Counters } from '../../lib/client/stats.js';
import { ManualClock, turns } from '../support/manual-clock.js';

const listenersBefore = process.listenerCount('beforeExit');

class Bench {
  readonly counters = new Counters();
  readonly capacity: Capacity;
  ready = 0;
  waits = 0;

  constructor(maxMessages = 8, maxBytes = 1_000) {
    this.capacity = new Capacity({
      counters: this.counters,
      maxMessages,
      maxBytes,
      hold: new ExitHold({ drain: () => Promise.resolve() }),
      clock: new ManualClock(),
      onWait: () => {
        this.waits += 1;
      },
    });
  }

  take(messages: number, bytes = 1): void {
    for (let count = 0; count < messages; count += 1) this.capacity.take(bytes);
  }

  async wait(): Promise<void> {
    void this.capacity.ready().then(() => {
      this.ready += 1;
    });
    await turns(1);
  }
}

let bench = new Bench();

afterEach(() => {
  const { pending, pendingBytes } = bench.counters;
  if (pending > 0) bench.capacity.give(pending, pendingBytes);
});

describe('the room for messages', () => {
  it('is bounded by their number', () => {
    bench = new Bench(3);
    bench.take(2);
    expect(bench.capacity.hasRoomFor(1)).toBe(true);

    bench.take(1);

    expect(bench.capacity.hasRoomFor(0)).toBe(false);
  });

  it('is bounded by their bytes, to the byte', () => {
    bench = new Bench(100, 1_000);
    bench.take(1, 900);

    expect(bench.capacity.hasRoomFor(100)).toBe(true);
    expect(bench.capacity.hasRoomFor(101)).toBe(false);
  });

  it('comes back when messages are settled', () => {
    bench = new Bench(3);
    bench.take(3, 10);
    bench.capacity.give(2, 20);

    expect(bench.capacity.hasRoomFor(1)).toBe(true);
    expect(bench.counters).toMatchObject({ accepted: 3, pending: 1, pendingBytes: 10 });
  });
});

describe('ready()', () => {
  it('resolves at once below three quarters of both bounds', async () => {
    bench = new Bench(8, 1_000);
    bench.take(5, 100);
    await bench.wait();

    expect(bench.ready).toBe(1);
  });

  it.each([
    ['messages', 6, 1],
    ['bytes', 1, 750],
  ])('waits from three quarters of the %s on', async (_name, messages, bytes) => {
    bench = new Bench(8, 1_000);
    bench.take(messages, bytes);
    await bench.wait();

    expect(bench.ready).toBe(0);
  });

  it('lets everybody go on when there is room to spare, and not before', async () => {
    bench = new Bench(8);
    bench.take(8);
    await bench.wait();
    await bench.wait();
    bench.capacity.give(2, 2);
    bench.capacity.wake();
    await turns(1);
    expect(bench.ready).toBe(0);

    bench.capacity.give(1, 1);
    bench.capacity.wake();
    await turns(4);

    expect(bench.ready).toBe(2);
  });

  it('lets no more go on than there is room for, where each makes its call', async () => {
    bench = new Bench(8);
    bench.take(8);
    for (let caller = 0; caller < 5; caller += 1) {
      void bench.capacity.ready().then(() => {
        bench.ready += 1;
        bench.take(1);
      });
    }
    bench.capacity.give(4, 4);
    bench.capacity.wake();
    await turns(4);

    expect(bench.ready).toBe(2);
    expect(bench.counters.pending).toBe(6);
    expect(bench.capacity.isAwaited).toBe(true);
  });

  it('says that somebody waits, so that what is there leaves at once', async () => {
    bench = new Bench(8);
    await bench.wait();
    expect(bench.waits).toBe(0);
    bench.take(8);
    await bench.wait();

    expect(bench.waits).toBe(1);
  });

  it('lets everybody go on when the client is closed, and waits no more', async () => {
    bench = new Bench(8);
    bench.take(8);
    await bench.wait();
    bench.capacity.close();
    await bench.wait();

    expect(bench.ready).toBe(2);
  });

  it('waits with a bound of one message too', async () => {
    bench = new Bench(1);
    await bench.wait();
    expect(bench.ready).toBe(1);
    bench.take(1);
    await bench.wait();

    expect(bench.ready).toBe(1);
  });
});

describe('a bound below that of the queue', () => {
  const BOUND = { messages: 4, bytes: 100 };

  it('is waited for until less is pending, and no call is promised', async () => {
    bench = new Bench();
    bench.take(4);
    let isBelow = false;
    void bench.capacity.whenBelow(BOUND).then(() => {
      isBelow = true;
    });

    expect([bench.capacity.isBelow(BOUND), bench.capacity.isAwaited, bench.waits]).toEqual([
      false,
      true,
      1,
    ]);
    bench.capacity.wake();
    await turns(1);
    expect(isBelow).toBe(false);
    bench.capacity.give(1, 1);
    bench.capacity.wake();
    await turns(1);
    expect([isBelow, bench.capacity.isBelow(BOUND), bench.capacity.isAwaited]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('counts bytes, and the room of the queue itself', () => {
    bench = new Bench();
    bench.take(1, 100);
    expect(bench.capacity.isBelow(BOUND)).toBe(false);
    bench.capacity.give(1, 100);
    bench.take(6);
    expect(bench.capacity.isBelow({ messages: 1_000, bytes: 1_000 })).toBe(false);
  });

  it('is no bound any more when the client is closed', async () => {
    bench = new Bench();
    bench.take(8);
    const waiting = bench.capacity.whenBelow(BOUND);
    bench.capacity.close();

    await expect(waiting).resolves.toBeUndefined();
    expect(bench.capacity.isBelow(BOUND)).toBe(true);
  });
});

describe('a natural exit of the process', () => {
  it('is listened for while something is pending, and only then', () => {
    bench = new Bench();
    const listeners = [process.listenerCount('beforeExit')];
    bench.take(2);
    listeners.push(process.listenerCount('beforeExit'));
    bench.capacity.give(1, 1);
    listeners.push(process.listenerCount('beforeExit'));
    bench.capacity.give(1, 1);
    listeners.push(process.listenerCount('beforeExit'));

    expect(listeners.map((count) => count - listenersBefore)).toEqual([0, 1, 1, 0]);
  });
});
