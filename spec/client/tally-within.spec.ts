import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MIRROR } from '../../lib/client/flush-report.js';
import { type Joined, type Mark, Tally } from '../../lib/client/tally.js';
import { SEED, SEEDED } from '../support/seed.js';

const NOTHING = { delivered: 0, dropped: 0, spooled: 0, pending: 0 };

describe('a tally within another', () => {
  it('passes on what joins it, and how that ends', () => {
    const outer = new Tally();
    const inner = new Tally(outer);
    const message = inner.join();
    const marks = [outer.mark(), inner.mark()];
    expect(marks.map(({ isDone }) => isDone)).toEqual([false, false]);

    message.settle('delivered');

    expect(marks.map(({ isDone }) => isDone)).toEqual([true, true]);
    const report = { ...NOTHING, delivered: 1 };
    expect(marks.map((mark) => mark.report())).toEqual([report, report]);
  });

  it('passes on what goes elsewhere', () => {
    const outer = new Tally();
    const message = new Tally(outer).join();
    const [there, mirrored] = [message.joinElsewhere('a plugin'), message.joinElsewhere(MIRROR)];
    const mark = outer.mark();
    message.settle('delivered');
    there.settle('dropped');
    expect(mark.isDone).toBe(false);

    mirrored.settle('spooled');

    expect(mark.isDone).toBe(true);
    expect(mark.report()).toEqual({
      ...NOTHING,
      delivered: 1,
      mirror: { ...NOTHING, spooled: 1 },
      destinations: { 'a plugin': { ...NOTHING, dropped: 1 } },
    });
  });

  it('knows nothing of what joins the outer one', () => {
    const outer = new Tally();
    const inner = new Tally(outer);
    outer.join();

    expect(inner.mark().isDone).toBe(true);
    expect(inner.mark().report()).toEqual(NOTHING);
  });

  it('does not have the outer flush wait for what joins after it', () => {
    const outer = new Tally();
    const inner = new Tally(outer);
    const before = inner.join();
    const mark = outer.mark();
    inner.join();

    before.settle('delivered');

    expect([mark.isDone, mark.report()]).toEqual([true, { ...NOTHING, delivered: 1 }]);
    expect(outer.mark().report()).toEqual({ ...NOTHING, pending: 1 });
  });

  it('counts once for each of those around it, however many ways lead there', () => {
    const outermost = new Tally();
    const [one, other] = [new Tally(outermost), new Tally(outermost)];
    Tally.both(one, other).join();

    const pending = [outermost, one, other].map((tally) => tally.mark().report().pending);
    expect(pending).toEqual([1, 1, 1]);
  });
});

describe('what counts for two tallies', () => {
  const outer = new Tally();
  const inner = new Tally(new Tally(outer));

  it.each<readonly [string, Tally, Tally]>([
    ['the inner one is given first', inner, outer],
    ['the outer one is given first', outer, inner],
    ['both are one', inner, inner],
  ])('is the inner one, where there is one: %s', (_what, one, other) => {
    expect(Tally.both(one, other)).toBe(inner);
  });
});

/** What is done to one of four tallies: a message joins; the one of a number settles; somebody flushes. */
const step = fc.oneof(
  fc.record({ join: fc.nat(3) }),
  fc.record({ settle: fc.nat(30) }),
  fc.record({ mark: fc.nat(3) }),
);

describe(`tallies within tallies (seed ${SEED})`, () => {
  it('have each mark wait for what joined within its own before it, and for nothing else', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const outer = new Tally();
        const [left, right] = [new Tally(outer), new Tally(outer)];
        const tallies = [outer, left, right, Tally.both(left, right)] as const;
        // Whose messages each of the four counts.
        const within = [[0, 1, 2, 3], [1, 3], [2, 3], [3]];
        const open: { readonly number: number; readonly at: number; readonly joined: Joined }[] =
          [];
        const marks: { readonly mark: Mark; readonly at: number; readonly joined: number }[] = [];
        let joined = 0;
        for (const one of steps) {
          if ('join' in one) {
            const tally = tallies[one.join] ?? outer;
            open.push({ number: joined, at: one.join, joined: tally.join() });
            joined += 1;
          } else if ('settle' in one) {
            const [ended] = open.splice(one.settle % Math.max(1, open.length), 1);
            ended?.joined.settle('delivered');
          } else {
            marks.push({ mark: (tallies[one.mark] ?? outer).mark(), at: one.mark, joined });
          }
          for (const { mark, at, joined: before } of marks) {
            const isCovered = (message: (typeof open)[number]): boolean =>
              message.number < before && within[at]?.includes(message.at) === true;
            const pending = open.filter(isCovered).length;
            expect([mark.isDone, mark.report().pending]).toEqual([pending === 0, pending]);
          }
        }
      }),
      SEEDED,
    );
  });
});
