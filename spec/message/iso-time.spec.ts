import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isIsoTime } from '../../lib/message/iso-time.js';
import { SEEDED } from '../support/seed.js';

// This one comes first: what passed before is remembered, and here nothing has passed yet.
describe('the first text of a process', () => {
  it('is no time where it is empty', () => {
    expect(isIsoTime('')).toBe(false);
  });
});

describe('a text that is a time in ISO 8601', () => {
  it.each([
    '2026-11-23',
    '0001-01-01',
    '2026-11-23T10:20',
    '2026-11-23T10:20Z',
    '2026-11-23T10:20+01:00',
    '2026-11-23T10:20:30',
    '2026-11-23T10:20:30Z',
    '2026-11-23T10:20:30.1Z',
    '2026-11-23T10:20:30.123Z',
    '2026-11-23T10:20:30.123456789Z',
    '2026-11-23T10:20:30+01:00',
    '2026-11-23T10:20:30-09:30',
    '2026-11-23T10:20:30.123+05:45',
    '2024-02-29T23:59:59.999Z',
  ])('is taken: %s', (text) => {
    expect(isIsoTime(text)).toBe(true);
    expect(isIsoTime(text)).toBe(true);
  });
});

describe('a text that is none', () => {
  it.each([
    '',
    'now',
    'yesterday',
    '2026',
    '2026-11',
    '2026-1-2',
    '2026-11-23T',
    '2026-11-23T10',
    '2026-11-23T10:2',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-11-32',
    '2026-11-23T25:00',
    '2026-11-23T10:61',
    '2026-11-23T10:20:61Z',
    '2026-11-23 10:20:30',
    '2026/11/23',
    '23.11.2026',
    '11/23/2026',
    'Mon, 23 Nov 2026 10:20:30 GMT',
    'Mon Nov 23 2026',
    '1795429230123',
    '2026-11-23T10:20:30Zjunk',
    '2026-11-23T10:20:30Z (UTC)',
    '2026-11-23T10:20junk',
    '2026-11-23T10:20:30"',
    '2026-11-23T10:20:30","userId":"x',
    '2026-11-23T10:20:30Z\n',
    ' 2026-11-23',
    '2026-11-23 ',
    '٢٠٢٦-11-23',
    `2026-11-23T10:20:30.${'1'.repeat(40)}Z`,
    '2026-11-23'.repeat(100_000),
  ])('is refused: %.60s', (text) => {
    expect(isIsoTime(text)).toBe(false);
  });
});

describe('a text with the length of most times', () => {
  it('is a time where it has their form, and is one by the engine', () => {
    const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    const changed = fc
      .tuple(time, fc.nat(23), fc.constantFrom(...'0123456789-:.TZ +x'))
      .map(([at, index, character]) => {
        const text = at.toISOString();
        return `${text.slice(0, index)}${character}${text.slice(index + 1)}`;
      });
    const property = fc.property(changed, (text) => {
      const isTime = !Number.isNaN(Date.parse(text));
      if (form.test(text)) expect(isIsoTime(text)).toBe(isTime);
      if (!isTime) expect(isIsoTime(text)).toBe(false);
    });
    fc.assert(property, { ...SEEDED, numRuns: 2_000 });
  });
});
