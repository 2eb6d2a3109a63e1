import { describe, expect, it } from '@jest/globals';
import { KeptEntry, lineOf } from '../../lib/store/kept-entry.js';

const HEAD = {
  seq: 7,
  source: 'shop',
  receivedAt: '2026-01-01T12:00:00.000Z',
  outcome: 'accepted',
} as const;
const MESSAGE = { type: 'track', event: 'Ordered "é\u2028', userId: 'user-1' };
const JSON_TEXT = JSON.stringify(MESSAGE);
const HINT = {
  level: 'hint',
  code: 'event_misspelt',
  path: 'event',
  text: 'Is it Order?',
} as const;

describe('an entry in memory', () => {
  it('reads as it came', () => {
    const entry = new KeptEntry(
      HEAD.seq,
      { ...HEAD, json: JSON_TEXT },
      { findProblems: () => [HINT] },
    );

    expect(JSON.parse(entry.text)).toEqual({ ...HEAD, problems: [HINT], message: MESSAGE });
    expect(JSON.parse(JSON.stringify(entry))).toEqual(JSON.parse(entry.text));
    expect(entry.message).toEqual(MESSAGE);
  });

  it('says why it was rejected', () => {
    const head = { ...HEAD, outcome: 'rejected', reason: 'bad_request' } as const;

    const entry = new KeptEntry(head.seq, { ...head, json: JSON_TEXT }, { findProblems: () => [] });

    expect(JSON.parse(entry.text)).toEqual({ ...head, problems: [], message: MESSAGE });
  });

  it('is looked at for problems once, and only when somebody asks', () => {
    let looks = 0;
    const entry = new KeptEntry(
      HEAD.seq,
      { ...HEAD, json: JSON_TEXT },
      {
        findProblems: () => {
          looks += 1;
          return [HINT];
        },
      },
    );
    expect(looks).toBe(0);

    expect([entry.problems, entry.problems]).toEqual([[HINT], [HINT]]);
    expect(entry.text).toContain('event_misspelt');
    expect(looks).toBe(1);
  });

  it('has what is wrong with its request as its problem, where there is no message to look at', () => {
    const head = {
      ...HEAD,
      outcome: 'rejected',
      reason: 'bad_request',
      detail: 'It is odd.',
    } as const;

    const entry = new KeptEntry(head.seq, { ...head, json: '{}' }, { findProblems: () => [HINT] });

    expect(entry.problems).toEqual([
      { level: 'error', code: 'bad_request', path: '', text: 'It is odd.' },
    ]);
    expect(JSON.parse(entry.text)).toMatchObject({ detail: 'It is odd.', message: {} });
  });

  it('goes to the log as one line, without its problems', () => {
    const entry = new KeptEntry(
      HEAD.seq,
      { ...HEAD, json: JSON_TEXT },
      { findProblems: () => [HINT] },
    );

    expect(lineOf(entry)).not.toContain('\n');
    expect(JSON.parse(lineOf(entry))).toEqual({ ...HEAD, message: MESSAGE });
  });
});
