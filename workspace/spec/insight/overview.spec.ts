import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEEDED } from '../../../spec/support/seed.js';
import type { Entry } from '../../lib/entry/entry.js';
import { Overview, type OverviewSnapshot } from '../../lib/insight/overview.js';
import { anEntry, anyEntries } from './entries.js';

const NOW_MS = Date.parse('2026-01-01T12:30:00.000Z');

function overviewOf(entries: readonly Entry[], nowMs = NOW_MS): OverviewSnapshot {
  const overview = new Overview();
  for (const entry of entries) overview.take(entry);
  return overview.snapshot(nowMs);
}

const at = (receivedAt: string): Entry => anEntry({}, { receivedAt });

describe('the overview', () => {
  it('counts what came by outcome, by reason and by minute', () => {
    const { sources } = overviewOf([
      at('2026-01-01T12:00:10.000Z'),
      at('2026-01-01T12:00:50.000Z'),
      anEntry({}, { receivedAt: '2026-01-01T12:02:00.000Z', outcome: 'duplicate' }),
      anEntry(
        {},
        { receivedAt: '2026-01-01T12:02:01.000Z', outcome: 'rejected', reason: 'id_not_string' },
      ),
    ]);
    expect(sources).toEqual([
      {
        source: 'web',
        received: 4,
        accepted: 2,
        duplicate: 1,
        rejected: { id_not_string: 1 },
        lastReceivedAt: '2026-01-01T12:02:01.000Z',
        perMinute: [
          { minute: '2026-01-01T12:00:00.000Z', accepted: 2, rejected: 0, duplicate: 0 },
          { minute: '2026-01-01T12:02:00.000Z', accepted: 0, rejected: 1, duplicate: 1 },
        ],
      },
    ]);
  });

  it('shows the last 60 minutes and counts the others in the sums', () => {
    const [source] = overviewOf([
      at('2026-01-01T11:29:59.000Z'),
      at('2026-01-01T11:30:00.000Z'),
      at('2026-01-01T11:31:00.000Z'),
      at('2026-01-01T12:30:00.000Z'),
      at('2026-01-01T12:31:00.000Z'),
    ]).sources;
    expect(source?.received).toBe(5);
    expect(source?.perMinute.map(({ minute }) => minute.slice(11, 16))).toEqual(['11:31', '12:30']);
  });

  it('tells sources apart, and what came without one', () => {
    const { sources } = overviewOf([at('2026-01-01T12:00:00.000Z'), anEntry({}, { source: '' })]);
    expect(sources.map(({ source }) => source)).toEqual(['web', '']);
  });

  it('forgets all when it is cleared', () => {
    const overview = new Overview();
    overview.take(anEntry({}));
    overview.clear();
    expect(overview.snapshot(NOW_MS).sources).toEqual([]);
  });

  it('holds no more minutes than it shows', () => {
    const overview = new Overview();
    for (let minute = 0; minute < 10_000; minute += 1) {
      overview.take(at(new Date(NOW_MS - minute * 60_000).toISOString()));
    }
    overview.take(at(new Date(NOW_MS).toISOString()));
    expect(overview.snapshot(NOW_MS).sources[0]?.perMinute).toHaveLength(60);
  });

  it('has sums that are what was taken, for any entries', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { sources } = overviewOf(entries, Date.UTC(2026, 0, 1, 3));
        const sums = sources.map(({ received, accepted, duplicate, rejected }) => {
          const reasons = Object.values(rejected).reduce((sum, count) => sum + count, 0);
          expect(accepted + duplicate + reasons).toBe(received);
          return received;
        });
        expect(sums.reduce((sum, count) => sum + count, 0)).toBe(entries.length);
      }),
      SEEDED,
    );
  });
});
