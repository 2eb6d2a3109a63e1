import { describe, expect, it } from '@jest/globals';
import { AnalyticsError, DeliveryError } from '../../lib/base/errors.js';
import { lettersOf } from '../../lib/dead-letters/letters-of.js';
import type { Message } from '../../lib/message/message.js';

const message = { type: 'track', messageId: 'm-1' } as Message;

describe('dead letters of messages', () => {
  it('have the reason, the time, the error and what was answered', () => {
    const error = new DeliveryError('No.', {
      code: 'refused',
      messageIds: ['m-1'],
      attempts: 1,
      status: 403,
    });
    expect(lettersOf([message], { reason: 'refused', error, nowMs: 0 })).toEqual([
      {
        reason: 'refused',
        at: '1970-01-01T00:00:00.000Z',
        error: 'No.',
        reply: { status: 403 },
        message,
      },
    ]);
  });

  it('have no reply where nobody answered', () => {
    const error = new AnalyticsError('Too late.', { code: 'deadline' });
    const [letter] = lettersOf([message, message], { reason: 'deadline', error, nowMs: 0 });
    expect(letter).not.toHaveProperty('reply');
  });
});
