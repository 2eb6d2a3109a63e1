import { describe, expect, it } from '@jest/globals';
import { Split } from '../../lib/delivery/split.js';
import { aBatch } from './a-batch.js';

/** Sends the parts of a batch in which some messages are bad, and says which parts were sent and what was given up. */
function bisect(
  count: number,
  bad: readonly number[],
  { keepsOrder = false, isCharged = true } = {},
): { readonly sent: string[]; readonly good: number; readonly spent: string[] } {
  const split = new Split(aBatch(count), { keepsOrder });
  const badIds = new Set(bad.map((number) => `m-${number}`));
  const sent: string[] = [];
  const spent: string[] = [];
  let good = 0;
  for (let turn = split.next(); turn !== undefined; turn = split.next()) {
    const { part, isAffordable } = turn;
    const ids = part.items.map(({ messageId }) => messageId);
    const name = ids.length === 1 ? `${ids[0]}` : `${ids[0]}..${ids.at(-1)}`;
    if (!isAffordable) {
      spent.push(name);
      continue;
    }
    sent.push(name);
    const isBad = ids.some((id) => badIds.has(id));
    if (!isBad) good += ids.length;
    else if (ids.length > 1) split.halve(part, { attempts: 1, isCharged, last: undefined });
  }
  return { sent, good, spent };
}

describe('a batch that is fine', () => {
  it('is sent whole', () => {
    expect(bisect(10, [])).toEqual({ sent: ['m-1..m-10'], good: 10, spent: [] });
  });
});

describe('a batch that is refused', () => {
  it('is halved, the larger and earlier part first, until the bad message stands alone', () => {
    expect(bisect(8, [3]).sent).toEqual([
      'm-1..m-8',
      'm-1..m-4',
      'm-5..m-8',
      'm-1..m-2',
      'm-3..m-4',
      'm-3',
      'm-4',
    ]);
  });

  it('is tried in the order of its messages where the order counts', () => {
    expect(bisect(8, [3], { keepsOrder: true }).sent).toEqual([
      'm-1..m-8',
      'm-1..m-4',
      'm-1..m-2',
      'm-3..m-4',
      'm-3',
      'm-4',
      'm-5..m-8',
    ]);
  });

  it('has its larger half first, where it cannot be halved evenly', () => {
    expect(bisect(3, [2]).sent).toEqual(['m-1..m-3', 'm-1..m-2', 'm-1', 'm-2', 'm-3']);
  });

  it.each([2, 3, 4, 7, 8, 9, 100, 1_000, 2_500])(
    'loses one bad message alone, wherever it is, among %i',
    (count) => {
      const places = new Set([1, 2, Math.ceil(count / 2), count - 1, count].filter((n) => n > 0));
      for (const keepsOrder of [true, false]) {
        for (const place of places) {
          const { good, spent } = bisect(count, [place], { keepsOrder });
          expect({ good, spent }).toEqual({ good: count - 1, spent: [] });
        }
      }
    },
  );

  it.each([
    [2, 4],
    [8, 8],
    [9, 10],
    [1_000, 22],
    [2_500, 26],
  ])('of %i gets at most %i extra requests, however many are bad', (count, extra) => {
    const everyOne = Array.from({ length: count }, (_, index) => index + 1);
    const { sent } = bisect(count, everyOne);

    expect(sent.length - 1).toBeLessThanOrEqual(extra);
    if (count > 2) expect(sent.length - 1).toBe(extra);
  });

  it('gives up the rest over the budget, and every message once', () => {
    const everyOne = Array.from({ length: 8 }, (_, index) => index + 1);
    const { sent, spent, good } = bisect(8, everyOne);
    const alone = sent.filter((name) => !name.includes('..'));
    const ended = [...alone, ...spent].flatMap((name) => {
      const [first = '', last = first] = name.split('..');
      return everyOne.filter((n) => n >= numberOf(first) && n <= numberOf(last));
    });

    expect(good).toBe(0);
    expect(ended.sort()).toEqual(everyOne);
  });

  it('is halved to the end where that costs nothing, as for what is too large', () => {
    const everyOne = Array.from({ length: 64 }, (_, index) => index + 1);
    const { sent, spent } = bisect(64, everyOne, { isCharged: false });

    expect(sent).toHaveLength(127);
    expect(spent).toEqual([]);
  });
});

describe('a part', () => {
  it('knows how many requests carried its messages', () => {
    const split = new Split(aBatch(4), { keepsOrder: true });
    const whole = split.next();
    if (whole === undefined) throw new Error('There was nothing to send.');
    expect(whole.part.attempts).toBe(0);

    split.halve(whole.part, { attempts: 3, isCharged: true, last: undefined });

    expect([split.next()?.part.attempts, split.next()?.part.attempts]).toEqual([3, 3]);
    expect(split.next()).toBeUndefined();
  });
});

function numberOf(messageId: string): number {
  return Number(messageId.slice(2));
}
