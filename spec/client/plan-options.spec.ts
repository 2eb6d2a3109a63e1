import { describe, expect, it } from '@jest/globals';
import { Analytics } from '../../lib/client/analytics.js';
import type { PlanOptions } from '../../lib/client/options.js';
import { plan } from '../support/a-planned-client.js';

describe('options of a plan that are wrong', () => {
  it.each<readonly [object | string, string]>([
    ['plan.yaml', 'plan must be an object with at least a plan'],
    [{}, 'plan.plan must be what loadPlan of waybill/plan gives; found undefined'],
    [
      plan,
      'plan must be { plan: loadPlan(…) }: it has options beside it; found the plan by itself',
    ],
    [
      { plan: 'plan.yaml' },
      'plan.plan must be an object with the methods enforcer; found a string',
    ],
    [
      { plan, onViolations: 'block' },
      'plan.onViolations must be an option that exists, perhaps onViolation',
    ],
    [
      { plan, onViolation: 'drop' },
      'plan.onViolation must be one of allow, warn, omit, block, throw',
    ],
    [
      { plan, onViolation: { requird: 'block' } },
      'plan.onViolation.requird must be a name that is, perhaps required',
    ],
    [
      { plan, onViolation: { required: 'omit' } },
      'plan.onViolation.required must be warn, block or throw',
    ],
    [{ plan, onViolation: { types: { trak: 'block' } } }, 'perhaps track'],
    [{ plan, onViolation: { events: { 'Product viewed': 'block' } } }, 'perhaps Product Viewed'],
    [{ plan, onViolation: { events: { 'Product Viewed': { enum: 'no' } } } }, 'found "no"'],
    [{ plan, sample: 2 }, 'plan.sample must be a number from 0 to 1'],
    [{ plan, sourceId: 1 }, 'plan.sourceId must be a string'],
    [
      { plan, sourceId: 'src_wep' },
      'plan.sourceId must be a source of the plan: src_web; found "src_wep"',
    ],
    [{ plan, forwardBlocked: {} }, 'plan.forwardBlocked.writeKey must be a non-empty string'],
    [
      { plan, forwardBlocked: { writeKey: 'k', plan: {} } },
      'plan.forwardBlocked.plan must be left out',
    ],
  ])('are told: %#', (given, text) => {
    expect(() => new Analytics({ writeKey: 'k', plan: given as PlanOptions })).toThrow(text);
  });
});
