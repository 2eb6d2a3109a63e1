import { describe, expect, it } from '@jest/globals';
import { reportText } from '../../../lib/cli/send/report.js';

const ERROR = new Error('No connection to http://127.0.0.1:8765 could be made: ECONNREFUSED.');

describe('the report of a message', () => {
  it('fits into a terminal, and obeys nothing that it shows', () => {
    const sent = {
      message: { type: 'track', userId: 'ada', event: 'A\u001b[2J' },
      messageId: 'one\u0007',
      outcome: { status: 'dropped', reason: 'retries-spent', error: ERROR },
      status: 0,
      attempts: 2,
      timeMs: 12,
      violation: undefined,
    } as const;
    expect(
      reportText({ sent, connection: undefined }, 50),
    ).toBe(`track "A\\u001b[2J": not delivered, retries-spent
  message id  one\uFFFD
  status      no answer
  time        12 ms, 2 attempts
  why         No connection to
              http://127.0.0.1:8765 could be made:
              ECONNREFUSED.
`);
  });
});
