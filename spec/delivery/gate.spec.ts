import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../lib/delivery/gate.js';
import { ManualClock, turns } from '../support/manual-clock.js';

/** A gate with requests in front of it, which are noted when they go through. */
class Bench {
  readonly clock = new ManualClock();
  readonly gate = new Gate(this.clock);
  readonly passed: string[] = [];
  readonly controller = new AbortController();

  async arrive(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      void this.gate.enter(this.controller.signal).then((isIn) => {
        if (isIn) this.passed.push(name);
      });
    }
    await turns();
  }
}

describe('a gate that is open', () => {
  it('lets everybody through', async () => {
    const bench = new Bench();
    await bench.arrive('a', 'b', 'c');

    expect(bench.passed).toEqual(['a', 'b', 'c']);
    expect(bench.gate.isOpen).toBe(true);
  });

  it('stays open whatever requests come to', () => {
    const { gate } = new Bench();
    gate.succeeded();

    expect(gate.isOpen).toBe(true);
  });
});

describe('a gate that was closed for a time', () => {
  it('lets nobody through while requests from before are out, so that one goes alone', async () => {
    const bench = new Bench();
    await bench.arrive('old', 'older');
    bench.gate.closeFor(1_000);
    await bench.arrive('a', 'b');
    await bench.clock.advance(2_000);
    bench.gate.leave();
    await turns();
    expect(bench.passed).toEqual(['old', 'older']);

    bench.gate.leave();
    await turns();
    expect(bench.passed).toEqual(['old', 'older', 'a']);
  });

  it('lets nobody through before the time is over', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.arrive('a', 'b');
    await bench.clock.advance(1_999);

    expect(bench.passed).toEqual([]);
    expect(bench.gate.isOpen).toBe(false);
  });

  it('lets one through after it, and the others when that one succeeded', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.arrive('a', 'b', 'c');
    await bench.clock.advance(2_000);
    expect(bench.passed).toEqual(['a']);

    bench.gate.succeeded();
    await turns();

    expect(bench.passed).toEqual(['a', 'b', 'c']);
    expect(bench.gate.isOpen).toBe(true);
  });

  it('lets whoever comes first through where nobody waited', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.clock.advance(5_000);
    await bench.arrive('a', 'b');

    expect(bench.passed).toEqual(['a']);
  });

  it('lets the next one try when the first failed without a word about waiting', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.arrive('a', 'b', 'c');
    await bench.clock.advance(2_000);
    bench.gate.leave();
    await turns();

    expect(bench.passed).toEqual(['a', 'b']);
  });

  it('lets one through again after it was closed by the one that went first', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.arrive('a', 'b', 'c');
    await bench.clock.advance(2_000);
    bench.gate.closeFor(3_000);
    bench.gate.leave();
    await bench.clock.advance(2_999);
    expect(bench.passed).toEqual(['a']);

    await bench.clock.advance(1);

    expect(bench.passed).toEqual(['a', 'b']);
  });

  it('stays closed while requests from before succeed or fail', async () => {
    const bench = new Bench();
    await bench.arrive('old', 'older');
    bench.gate.closeFor(2_000);
    await bench.arrive('a');
    bench.gate.succeeded();
    bench.gate.leave();
    bench.gate.leave();
    await turns();

    expect(bench.passed).toEqual(['old', 'older']);
    expect(bench.gate.isOpen).toBe(false);
  });

  it.each([
    ['longer', 2_000, 5_000],
    ['shorter', 5_000, 2_000],
  ])('keeps the later end when it is closed again for a %s time', async (_name, first, second) => {
    const bench = new Bench();
    bench.gate.closeFor(first);
    bench.gate.closeFor(second);
    await bench.arrive('a');
    await bench.clock.advance(4_999);
    expect(bench.passed).toEqual([]);

    await bench.clock.advance(1);

    expect(bench.passed).toEqual(['a']);
    expect(bench.clock.timers).toBe(0);
  });

  it('lets go of whoever waits when the signal is aborted, and forgets them', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    await bench.arrive('a', 'b');
    bench.controller.abort();
    await turns();

    const other = new AbortController();
    void bench.gate.enter(other.signal).then(() => bench.passed.push('c'));
    await bench.clock.advance(2_000);

    expect(bench.passed).toEqual(['c']);
  });

  it('tells a request whose signal is aborted that it may not go', async () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    bench.controller.abort();

    expect(await bench.gate.enter(bench.controller.signal)).toBe(false);
  });

  it('has no timer any more once it was disposed of', () => {
    const bench = new Bench();
    bench.gate.closeFor(2_000);
    bench.gate.dispose();

    expect(bench.clock.timers).toBe(0);
  });
});
