import type { PlanDocument } from '../../../lib/plan/document.js';
import { CLOSED, OPEN } from './order-paid.js';

const FIX = { name: 'Fix', sourceId: 'web', enabled: true, if: "event = 'a'" };

/** The sources and transformations of a plan before and after, and what is told of them. */
export const SOURCE_CHANGES: readonly (readonly [
  what: string,
  before: Partial<PlanDocument>,
  after: Partial<PlanDocument>,
  lines: readonly string[],
])[] = [
  ['a stricter source', OPEN, CLOSED, ['breaks source "web": unplanned events are blocked now']],
  ['a source that lets more pass', CLOSED, OPEN, ['safe source "web": unplanned events pass now']],
  ['a source more', {}, OPEN, ['safe source "web": is held to the plan now']],
  [
    'a strict source more',
    {},
    CLOSED,
    ['breaks source "web": is held to the plan now; unplanned events are blocked now'],
  ],
  ['a source less', CLOSED, {}, ['safe source "web": is no longer held to the plan']],
  [
    'other settings',
    {
      connections: [
        { sourceId: 'a', settings: { group: { commonEventOnViolations: 'OMIT_TRAITS' } } },
      ],
    },
    {
      connections: [
        {
          sourceId: 'a',
          settings: { group: { commonEventOnViolations: 'BLOCK' }, forwardingViolationsTo: 'b' },
        },
      ],
    },
    [
      'breaks source "a": group calls that break the COMMON rule are blocked now',
      'safe source "a": violations are forwarded to "b" now',
    ],
  ],
  [
    'a transformation more',
    {},
    { transformations: [FIX] },
    ['breaks transformation "Fix": was added'],
  ],
  [
    'one that is off',
    {},
    { transformations: [{ ...FIX, enabled: false }] },
    ['safe transformation "Fix": was added'],
  ],
  ['one less', { transformations: [FIX] }, {}, ['breaks transformation "Fix": was removed']],
  [
    'one that is on now',
    { transformations: [{ ...FIX, enabled: false }] },
    { transformations: [FIX] },
    ['breaks transformation "Fix": was switched on'],
  ],
  [
    'one for a destination',
    { transformations: [{ ...FIX, destinationMetadataId: 'x' }] },
    { transformations: [{ ...FIX, destinationMetadataId: 'x', drop: true }] },
    ['safe transformation "Fix": was changed'],
  ],
];
