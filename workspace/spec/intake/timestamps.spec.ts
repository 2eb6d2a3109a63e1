import { describe, expect, it } from '@jest/globals';
import { timestampsOf } from '../../lib/intake/timestamps.js';

const receivedAt = '2026-01-01T12:00:00.000Z';
const arrival = { receivedAt, receivedMs: Date.parse(receivedAt) };

describe('the times of a message', () => {
  it('are corrected for a clock that is an hour ahead', () => {
    const times = timestampsOf(
      { timestamp: '2026-01-01T12:59:50.000Z', sentAt: '2026-01-01T13:00:00.000Z' },
      arrival,
    );

    expect(times).toEqual({
      originalTimestamp: '2026-01-01T12:59:50.000Z',
      receivedAt,
      timestamp: '2026-01-01T11:59:50.000Z',
    });
  });

  it('are in UTC, whatever zone the sender writes', () => {
    const times = timestampsOf(
      { timestamp: '2026-01-01T13:00:00+02:00', sentAt: undefined },
      arrival,
    );

    expect(times.originalTimestamp).toBe('2026-01-01T11:00:00.000Z');
  });

  it.each([undefined, null, 7, 'yesterday'])('stand as they are where sentAt is %j', (sentAt) => {
    const timestamp = '2020-01-01T00:00:00.000Z';

    expect(timestampsOf({ timestamp, sentAt }, arrival).timestamp).toBe(timestamp);
  });

  it.each([undefined, null, 7, 'yesterday'])(
    'are the time of arrival where timestamp is %j',
    (timestamp) => {
      expect(timestampsOf({ timestamp, sentAt: '2020-01-01' }, arrival)).toEqual({
        originalTimestamp: receivedAt,
        receivedAt,
        timestamp: receivedAt,
      });
    },
  );

  it('are the time of arrival where the corrected time is beyond what a clock can show', () => {
    const times = timestampsOf(
      { timestamp: '+275760-09-13T00:00:00.000Z', sentAt: '1970-01-01' },
      arrival,
    );

    expect(times.timestamp).toBe(receivedAt);
  });
});
