import { describe, expect, it } from '@jest/globals';
import { chartOf } from '../../page/model/chart.js';
import {
  describeFault,
  describeRest,
  type FaultForm,
  faultOf,
  NEW_FAULT,
} from '../../page/model/faults.js';
import { formatAgo, formatCounted, formatTime } from '../../page/model/format.js';
import type { Fault } from '../../page/model/forms.js';
import { filterSchema, typesOf } from '../../page/model/schema.js';

const NOW = Date.parse('2026-05-04T12:00:30.000Z');

describe('the chart of an hour', () => {
  it('has a bar for each minute, the newest last, with its parts on each other', () => {
    const minute = '2026-05-04T11:59:00.000Z';
    const { bars, most } = chartOf([{ minute, accepted: 6, rejected: 1, duplicate: 0 }], NOW);

    expect(bars).toHaveLength(60);
    expect(most).toBe(10);
    expect(bars[58]?.parts).toEqual([
      { kind: 'accepted', from: 0, height: 0.6 },
      { kind: 'rejected', from: 0.6, height: 0.1 },
    ]);
    expect(bars[59]?.parts).toEqual([]);
  });

  it('leaves out what is older', () => {
    const minute = '2026-05-04T10:59:00.000Z';
    const { bars } = chartOf([{ minute, accepted: 6, rejected: 1, duplicate: 0 }], NOW);

    expect(bars.every(({ parts }) => parts.length === 0)).toBe(true);
  });
});

describe('the form for a fault', () => {
  it.each<[Partial<FaultForm>, Fault]>([
    [{}, { kind: 'status', status: 429, retryAfterSeconds: 2, requests: 10 }],
    [
      { preset: 'down', status: '502', ends: 'never' },
      { kind: 'status', status: 502 },
    ],
    [
      { preset: 'latency', percent: '20', ends: 'seconds' },
      { kind: 'latency', latencyMs: 1_000, share: 0.2, seconds: 30 },
    ],
    [
      { preset: 'reset', requests: '1' },
      { kind: 'reset', requests: 1 },
    ],
    [{ preset: 'lost-reply', ends: 'never' }, { kind: 'lost-reply' }],
    [{ preset: 'silence', ends: 'never', status: 'x' }, { kind: 'silence' }],
  ])('%j is the fault %j', (form, fault) => {
    expect(faultOf({ ...NEW_FAULT, ...form })).toEqual({ fault });
  });

  it.each<[Partial<FaultForm>, string, string]>([
    [{ preset: 'down', status: '200' }, 'status', 'Status is a whole number from 300 to 599.'],
    [{ percent: '0' }, 'percent', 'Share is a whole number from 1 to 100.'],
    [{ requests: '' }, 'requests', 'Requests is a whole number from 1 to 1,000,000.'],
    [{ ends: 'seconds', seconds: '1.5' }, 'seconds', 'Seconds is a whole number from 1 to 86,400.'],
  ])('%j is wrong in %s', (form, field, problem) => {
    expect(faultOf({ ...NEW_FAULT, ...form })).toEqual({ field, problem });
  });

  it.each<[Fault, string]>([
    [{ kind: 'status' }, 'Answers 503 to every request'],
    [
      { kind: 'status', status: 429, retryAfterSeconds: 2, share: 0.2 },
      'Answers 429 with Retry-After 2 s to 20% of requests',
    ],
    [{ kind: 'latency', latencyMs: 1_500 }, 'Delays every request by 1,500 ms'],
    [{ kind: 'silence' }, 'Leaves every request without an answer'],
  ])('%j reads %j', (fault, text) => {
    expect(describeFault(fault)).toBe(text);
  });

  it.each<[Partial<Fault>, string]>([
    [{}, 'until it is stopped'],
    [{ requests: 1 }, 'for 1 more request'],
    [{ seconds: 30 }, 'for 28 s'],
    [{ seconds: 1 }, 'for 0 s'],
    [{ requests: 4, seconds: 10 }, 'for 4 more requests or for 8 s'],
  ])('of %j is left: %s, two seconds later', (fault, text) => {
    expect(describeRest({ kind: 'reset', ...fault }, 2_000)).toBe(text);
  });
});

describe('the schema', () => {
  const event = (name: string, source: string) => ({
    name,
    source,
    type: 'track',
    lastSeen: '',
    properties: [{ path: 'total', types: { number: 1 } }],
  });

  it('finds events by name and by property, of one source, in the order of names', () => {
    const events = [event('B', 'web'), event('A', 'web'), event('A', 'shop')];
    const find = (search: string, source: string) =>
      filterSchema(events, { search, source }).map(({ name }: { name: string }) => name);

    expect(find('', 'web')).toEqual(['A', 'B']);
    expect(find('TOTAL', '')).toEqual(['A', 'A', 'B']);
    expect(find('b', '')).toEqual(['B']);
  });

  it.each([
    [{ number: 3 }, false],
    [{ number: 3, null: 1 }, false],
    [{ number: 3, string: 1 }, true],
  ])('of types %j is mixed: %s', (types, isMixed) => {
    expect(typesOf({ path: 'a', types }).isMixed).toBe(isMixed);
  });
});

describe('a time', () => {
  it.each([
    [1_000, 'just now'],
    [42_000, '42 s ago'],
    [3 * 60_000, '3 min ago'],
    [5 * 3_600_000, '5 h ago'],
    [3 * 86_400_000, '3 d ago'],
    [30 * 86_400_000, '2026-04-04'],
  ])('%i ms ago is %s', (agoMs, text) => {
    expect(formatAgo(new Date(NOW - agoMs).toISOString(), NOW)).toBe(text);
  });

  it('has milliseconds, and is shown as it came where it is none', () => {
    expect(formatTime('2026-05-04T12:00:07.045Z')).toMatch(/^\d\d:\d\d:07\.045$/);
    expect(formatTime('soon')).toBe('soon');
  });
});

describe('a count', () => {
  it.each([
    [1, '1 message'],
    [0, '0 messages'],
    [12_345, '12,345 messages'],
  ])('%i is %s', (count, text) => {
    expect(formatCounted(count, 'message')).toBe(text);
  });
});
