import { describe, expect, it } from '@jest/globals';
import { fingerprintOf, headerIn, headerText } from '../../lib/spool/segment-header.js';

describe('the first line of a segment', () => {
  const header = { source: 'abc', createdAt: '2026-01-01T00:00:00.000Z' };

  it('is read as it was written', () => {
    expect(headerText(header).endsWith('}\n')).toBe(true);
    expect(headerIn(Buffer.from(headerText(header).trimEnd()))).toEqual(header);
  });

  it.each(['', '{', 'null', '[]', '{"waybillSpool":2,"source":"a"}', '{"waybillSpool":1}', '"x"'])(
    'is not that of a segment: %j',
    (text) => {
      expect(headerIn(Buffer.from(text))).toBeUndefined();
    },
  );
});

describe('the fingerprint of a write key', () => {
  it('tells keys apart and does not tell them', () => {
    expect(fingerprintOf('one')).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprintOf('one')).toBe(fingerprintOf('one'));
    expect(fingerprintOf('one')).not.toBe(fingerprintOf('two'));
  });
});
