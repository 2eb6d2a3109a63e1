import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Elsewhere, MIRROR } from '../../lib/client/flush-report.js';
import { type Generation, type Joined, type Mark, Tally } from '../../lib/client/tally.js';
import { turns } from '../support/manual-clock.js';
import { SEED, SEEDED } from '../support/seed.js';

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

describe('a mark, for messages that go elsewhere as well', () => {
  it('waits for them there too, and tells of each place apart', async () => {
    const tally = new Tally();
    const message = tally.join();
    const [there, mirrored] = [message.joinElsewhere('a plugin'), message.joinElsewhere(MIRROR)];
    const mark = tally.mark();
    message.settle('delivered');
    there.settle('dropped');
    expect([await isDone(mark), mark.isDone]).toEqual([false, false]);
    expect(mark.report()).toMatchObject({ delivered: 1, pending: 0, mirror: { pending: 1 } });

    mirrored.settle('delivered');

    expect([await isDone(mark), mark.isDone]).toEqual([true, true]);
    expect(mark.report()).toEqual({
      ...NOTHING,
      delivered: 1,
      mirror: { ...NOTHING, delivered: 1 },
      destinations: { 'a plugin': { ...NOTHING, dropped: 1 } },
    });
  });

  it('tells of no place that none of its messages ever went to', () => {
    const tally = new Tally();
    tally.join().settle('delivered');

    expect(tally.mark().report()).toEqual(NOTHING);
  });
});

/** What is done to a tally: a message joins, perhaps elsewhere too; the one of a number settles; somebody flushes. */
const tallyStep = fc.oneof(
  fc.record({ join: fc.subarray<Elsewhere>([MIRROR, 'one', 'two']) }),
  fc.record({ settle: fc.nat(30), as: fc.constantFrom('delivered', 'dropped', 'spooled') }),
  fc.constant({ mark: true }),
);

describe(`any number of marks (seed ${SEED})`, () => {
  it('wait for the messages that joined before them, wherever those go, and for no others', () => {
    fc.assert(
      fc.property(fc.array(tallyStep, { maxLength: 60 }), (steps) => {
        const tally = new Tally();
        const open: { readonly number: number; readonly joined: Joined }[] = [];
        const marks: { readonly mark: Mark; readonly joined: number }[] = [];
        let joined = 0;
        for (const step of steps) {
          if ('join' in step) {
            const message = tally.join();
            const all = [message, ...step.join.map((where) => message.joinElsewhere(where))];
            open.push(...all.map((one) => ({ number: joined, joined: one })));
            joined += 1;
          } else if ('settle' in step) {
            const [one] = open.splice(step.settle % Math.max(1, open.length), 1);
            one?.joined.settle(step.as);
          } else {
            marks.push({ mark: tally.mark(), joined });
          }
          for (const { mark, joined: before } of marks) {
            const pending = open.filter(({ number }) => number < before).length;
            expect([mark.isDone, pendingOf(mark)]).toEqual([pending === 0, pending]);
          }
        }
      }),
      SEEDED,
    );
  });
});

/** What a report says is pending, all places together. */
function pendingOf(mark: Mark): number {
  const { pending, mirror, destinations = {} } = mark.report();
  const elsewhere = [mirror, ...Object.values(destinations)];
  return elsewhere.reduce((sum, counts) => sum + (counts?.pending ?? 0), pending);
}
