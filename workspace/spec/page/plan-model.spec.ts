import { describe, expect, it } from '@jest/globals';
import { describeVerdict, groupByEvent } from '../../page/model/plan.js';

const PLANNED = {
  rule: { type: 'TRACK', key: 'Order Completed', version: 2 },
  outcome: 'pass',
  isUnplanned: false,
  violations: [],
  unplanned: [],
  omitted: [],
  omittedOnViolation: [],
} as const;
const VIOLATION = { type: 'Required', field: 'properties.a', description: 'a is required' };

describe('the verdict of a plan, in words', () => {
  it.each([
    [{}, 'planned', 'As planned', ''],
    [{ rule: undefined }, 'planned', 'No rule for it', ''],
    [{ violations: [VIOLATION] }, 'warning', '1 violation', ''],
    [{ violations: [VIOLATION], more: 6 }, 'warning', '7 violations', ''],
    [{ unplanned: ['a', 'b'] }, 'hint', '2 keys not planned', ''],
    [{ isUnplanned: true }, 'hint', 'Not planned', ''],
    [
      { isUnplanned: true, outcome: 'block', reason: 'unplanned' },
      'warning',
      'Not planned',
      'The service would block it: unplanned',
    ],
    [
      { outcome: 'block', reason: 'transformation' },
      'warning',
      'Dropped',
      'The service would block it: transformation',
    ],
    [
      {
        outcome: 'modify',
        violations: [VIOLATION],
        unplanned: ['b'],
        omitted: ['b'],
        omittedOnViolation: ['a', 'b'],
      },
      'warning',
      '1 violation, 1 key not planned',
      'The service would leave out b, a',
    ],
  ] as const)('%j', (fields, level, title, service) => {
    const described = describeVerdict({ ...PLANNED, ...fields });
    expect(described).toMatchObject({ level, title, service });
  });

  it('names the rule', () => {
    expect(describeVerdict(PLANNED).rule).toBe('TRACK “Order Completed”, version 2');
    const rule = { type: 'IDENTIFY', version: 1 };
    expect(describeVerdict({ ...PLANNED, rule }).rule).toBe('IDENTIFY, version 1');
  });
});

describe('findings', () => {
  it('are grouped by source and event, in the order in which they come', () => {
    const finding = { source: 's', type: 'track', count: 1, lastSeen: '', lastSeq: 1 };
    const names = ['A', 'B', 'A'].map((name) => ({ ...finding, name }));
    const groups = groupByEvent([...names, { ...finding, name: 'A', source: 't' }]);
    expect(groups.map(({ source, name, findings }) => [source, name, findings.length])).toEqual([
      ['s', 'A', 2],
      ['s', 'B', 1],
      ['t', 'A', 1],
    ]);
  });
});
