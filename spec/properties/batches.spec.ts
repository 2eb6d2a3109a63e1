import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Parcel } from '../../lib/delivery/parcel.js';
import { bodyOf, wrapperBytes } from '../../lib/delivery/payload.js';
import { parseRetryAfter } from '../../lib/delivery/retry-after.js';
import { fitsInto, Pages } from '../../lib/queue/pages.js';
import { Queue } from '../../lib/queue/queue.js';
import { SEED, SEEDED } from '../support/seed.js';

const SENT_AT = '2026-01-01T00:00:00.000Z';
const texts = fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 80 });

/** Writes texts as JSON into pages, offers them to a queue, and takes everything out again. */
function batched(
  given: readonly string[],
  bounds: { readonly maxMessages: number; readonly maxBytes: number },
): readonly (readonly Parcel[])[] {
  const pages = new Pages();
  const queue = new Queue<Parcel>(bounds);
  for (const [index, text] of given.entries()) {
    const json = JSON.stringify(text);
    if (!fitsInto(bounds.maxBytes, json)) continue;
    queue.offer({ messageId: String(index), ...pages.write(json) });
  }
  const batches: (readonly Parcel[])[] = [];
  for (let batch = queue.take(); batch.length > 0; batch = queue.take()) batches.push(batch);
  return batches;
}

describe(`batches (seed ${SEED})`, () => {
  const bounds = fc.record({
    maxMessages: fc.integer({ min: 1, max: 20 }),
    maxBytes: fc.integer({ min: 1, max: 400 }),
  });

  it('are never over their bounds, for any texts and bounds', () => {
    fc.assert(
      fc.property(texts, bounds, fc.string({ minLength: 1 }), (given, limits, writeKey) => {
        for (const batch of batched(given, limits)) {
          const body = bodyOf(batch, writeKey, SENT_AT);
          expect(batch.length).toBeLessThanOrEqual(limits.maxMessages);
          expect(body.length - wrapperBytes(writeKey)).toBeLessThanOrEqual(limits.maxBytes);
        }
      }),
      SEEDED,
    );
  });

  it('hold every text that fits, once and in order', () => {
    fc.assert(
      fc.property(texts, bounds, (given, limits) => {
        const fitting = given.filter(
          (text) => Buffer.byteLength(JSON.stringify(text)) <= limits.maxBytes,
        );
        const bodies = batched(given, limits).map(
          (batch) =>
            JSON.parse(bodyOf(batch, 'a-key', SENT_AT).toString('utf8')) as { batch: string[] },
        );

        expect(bodies.flatMap(({ batch }) => batch)).toEqual(fitting);
      }),
      SEEDED,
    );
  });

  it('are as few as the bounds allow: no message would have fitted into the batch before it', () => {
    fc.assert(
      fc.property(texts, bounds, (given, limits) => {
        const batches = batched(given, limits);
        for (const [index, batch] of batches.entries()) {
          const [next] = batches[index + 1] ?? [];
          if (next === undefined) continue;
          const bytes = batch.reduce((sum, item) => sum + item.bytes + 1, next.bytes);
          expect(batch.length === limits.maxMessages || bytes > limits.maxBytes).toBe(true);
        }
      }),
      SEEDED,
    );
  });
});

describe(`any text in a page (seed ${SEED})`, () => {
  it('is there as Buffer.from writes it', () => {
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(fc.array(anyUnits, { maxLength: 60 }), (given) => {
        const pages = new Pages();
        const places = given.map((text) => pages.write(text));
        const found = places.map(({ page, start, bytes }) =>
          Buffer.from(page.subarray(start, start + bytes)),
        );

        expect(found).toEqual(given.map((text) => Buffer.from(text)));
      }),
      SEEDED,
    );
  });
});

describe(`any Retry-After (seed ${SEED})`, () => {
  const NOW_MS = Date.parse(SENT_AT);
  const headers = fc.oneof(
    fc.string(),
    fc.integer().map(String),
    fc.double().map(String),
    fc.bigInt().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constant(undefined),
  );

  it('is a wait of more than nothing and at most 300 seconds, or none', () => {
    fc.assert(
      fc.property(headers, (header) => {
        const waitMs = parseRetryAfter(header, NOW_MS) ?? 1;

        expect(waitMs).toBeGreaterThan(0);
        expect(waitMs).toBeLessThanOrEqual(300_000);
      }),
      SEEDED,
    );
  });

  it('is exact for whole seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seconds) => {
        expect(parseRetryAfter(String(seconds), NOW_MS)).toBe(Math.min(seconds, 300) * 1_000);
      }),
      SEEDED,
    );
  });
});
