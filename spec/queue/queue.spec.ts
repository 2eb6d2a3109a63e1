import { describe, expect, it } from '@jest/globals';
import type { Parcel } from '../../lib/delivery/parcel.js';
import { Queue } from '../../lib/queue/queue.js';
import { aParcel } from '../delivery/a-batch.js';

/** A message of so many bytes; its id tells its place in the order. */
function ofBytes(bytes: number, number = 0): Parcel {
  return aParcel(`m-${number}`, 'x'.repeat(bytes));
}

function taken(queue: Queue<Parcel>): readonly (readonly string[])[] {
  const batches: string[][] = [];
  for (let batch = queue.take(); batch.length > 0; batch = queue.take()) {
    batches.push(batch.map(({ messageId }) => messageId));
  }
  return batches;
}

describe('a queue', () => {
  it('gives messages back in the order in which they came', () => {
    const queue = new Queue<Parcel>({ maxMessages: 3, maxBytes: 1_000 });
    for (let number = 1; number <= 7; number += 1) queue.offer(ofBytes(1, number));

    expect(taken(queue)).toEqual([['m-1', 'm-2', 'm-3'], ['m-4', 'm-5', 'm-6'], ['m-7']]);
  });

  it('counts what waits', () => {
    const queue = new Queue<Parcel>({ maxMessages: 2, maxBytes: 1_000 });
    const lengths = [queue.length];
    for (let number = 1; number <= 3; number += 1) {
      queue.offer(ofBytes(1, number));
      lengths.push(queue.length);
    }
    for (let times = 0; times < 3; times += 1) {
      queue.take();
      lengths.push(queue.length);
    }

    expect(lengths).toEqual([0, 1, 2, 3, 1, 0, 0]);
  });

  it('gives nothing where nothing waits, and takes messages again after that', () => {
    const queue = new Queue<Parcel>({ maxMessages: 2, maxBytes: 1_000 });

    expect(queue.take()).toEqual([]);
    expect(queue.take()).toEqual([]);
    queue.offer(ofBytes(1, 1));
    expect(taken(queue)).toEqual([['m-1']]);
    queue.offer(ofBytes(1, 2));
    expect(taken(queue)).toEqual([['m-2']]);
  });

  it.each([
    ['to the byte, commas between them included', 11, [5, 5], 1],
    ['not by one byte more', 10, [5, 5], 2],
    ['of three', 17, [5, 5, 5], 1],
    ['not of three by one byte more', 16, [5, 5, 5], 2],
    ['and one that is larger than a batch goes alone', 10, [4, 20, 4], 3],
  ])('fills a batch %s', (_name, maxBytes, sizes, batches) => {
    const queue = new Queue<Parcel>({ maxMessages: 100, maxBytes });
    for (const [number, size] of sizes.entries()) queue.offer(ofBytes(size, number));

    expect(taken(queue)).toHaveLength(batches);
  });

  it('lets messages join the batch that waits until it is taken, and not after that', () => {
    const queue = new Queue<Parcel>({ maxMessages: 10, maxBytes: 1_000 });
    queue.offer(ofBytes(1, 1));
    const first = queue.take();
    queue.offer(ofBytes(1, 2));

    expect(first.map(({ messageId }) => messageId)).toEqual(['m-1']);
    expect(taken(queue)).toEqual([['m-2']]);
  });
});

describe('a queue with a full batch', () => {
  it.each([
    ['none', 0, false],
    ['one less than a batch holds', 2, false],
    ['as many as a batch holds', 3, true],
    ['more', 4, true],
  ])('says so when it has %s', (_name, count, expected) => {
    const queue = new Queue<Parcel>({ maxMessages: 3, maxBytes: 1_000 });
    for (let number = 0; number < count; number += 1) queue.offer(ofBytes(1, number));

    expect(queue.hasFullBatch).toBe(expected);
  });

  it('says so when a message did not fit by its bytes any more', () => {
    const queue = new Queue<Parcel>({ maxMessages: 100, maxBytes: 10 });
    queue.offer(ofBytes(8));
    expect(queue.hasFullBatch).toBe(false);
    queue.offer(ofBytes(8));
    expect(queue.hasFullBatch).toBe(true);
  });
});
