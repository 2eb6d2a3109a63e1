import { describe, expect, it } from '@jest/globals';
import { type Generation, type Mark, Tally } from '../../lib/client/tally.js';
import { turns } from '../support/manual-clock.js';

function join(tally: Tally, count: number): readonly Generation[] {
  return Array.from({ length: count }, () => tally.join());
}

async function isDone(mark: Mark): Promise<boolean> {
  let done = false;
  void mark.done.then(() => {
    done = true;
  });
  await turns(1);
  return done;
}

const NOTHING = { delivered: 0, dropped: 0, spooled: 0, pending: 0 };

describe('a mark', () => {
  it('is done at once where nothing joined', async () => {
    const mark = new Tally().mark();

    expect(await isDone(mark)).toBe(true);
    expect(mark.report()).toEqual(NOTHING);
  });

  it('is done when all that joined before it is settled, and tells how', async () => {
    const tally = new Tally();
    const [one, two, three] = join(tally, 3);
    const mark = tally.mark();
    one?.settle('delivered');
    two?.settle('dropped');
    expect(await isDone(mark)).toBe(false);
    expect(mark.report()).toEqual({ delivered: 1, dropped: 1, spooled: 0, pending: 1 });

    three?.settle('spooled');

    expect(await isDone(mark)).toBe(true);
    expect(mark.report()).toEqual({ delivered: 1, dropped: 1, spooled: 1, pending: 0 });
  });

  it('does not wait for what joins after it, and does not count it', async () => {
    const tally = new Tally();
    const [before] = join(tally, 1);
    const mark = tally.mark();
    const [after] = join(tally, 1);
    after?.settle('delivered');
    expect(await isDone(mark)).toBe(false);

    before?.settle('delivered');

    expect(await isDone(mark)).toBe(true);
    expect(mark.report()).toEqual({ ...NOTHING, delivered: 1 });
  });

  it.each(['delivered', 'dropped', 'spooled'] as const)(
    'does not count what was settled before it: %s',
    async (status) => {
      const tally = new Tally();
      const [one, two] = join(tally, 2);
      one?.settle(status);
      const mark = tally.mark();
      two?.settle(status);

      expect(await isDone(mark)).toBe(true);
      expect(mark.report()).toEqual({ ...NOTHING, [status]: 1 });
    },
  );

  it('waits for what an earlier mark waits for as well', async () => {
    const tally = new Tally();
    const [old] = join(tally, 1);
    const first = tally.mark();
    const [young] = join(tally, 1);
    const second = tally.mark();
    young?.settle('delivered');
    expect([await isDone(first), await isDone(second)]).toEqual([false, false]);

    old?.settle('dropped');

    expect([await isDone(first), await isDone(second)]).toEqual([true, true]);
    expect(first.report()).toEqual({ ...NOTHING, dropped: 1 });
    expect(second.report()).toEqual({ ...NOTHING, delivered: 1, dropped: 1 });
  });

  it('tells the same for ever once it is done', async () => {
    const tally = new Tally();
    const [one] = join(tally, 1);
    const mark = tally.mark();
    one?.settle('delivered');
    for (const generation of join(tally, 5)) generation.settle('dropped');
    tally.mark();

    expect(mark.report()).toEqual({ ...NOTHING, delivered: 1 });
  });

  it('may overlap with any number of others, settled in any order', async () => {
    const tally = new Tally();
    const rounds = Array.from({ length: 50 }, () => ({
      joined: join(tally, 3),
      mark: tally.mark(),
    }));
    for (const { joined } of [...rounds].reverse()) {
      for (const generation of joined) generation.settle('delivered');
    }

    const reports = rounds.map(({ mark }) => mark.report());
    expect(reports).toEqual(rounds.map((_, index) => ({ ...NOTHING, delivered: 3 * (index + 1) })));
    expect(await Promise.all(rounds.map(({ mark }) => isDone(mark)))).not.toContain(false);
  });
});
