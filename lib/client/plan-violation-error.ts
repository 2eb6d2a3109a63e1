import { DeliveryError } from '../base/errors.js';
import type { BlockReason } from '../plan/enforce.js';
import type { EventVerdict } from '../plan/plan-like.js';
import type { Violation } from '../plan/violation.js';

/** A message that its tracking plan stopped. */
export class PlanViolationError extends DeliveryError {
  /** Why, in the words of the service: `unplanned`, `schema_violation`, `common_schema_violation` … */
  readonly blockReason: BlockReason;
  readonly violations: readonly Violation[];
  /** Keys that the plan does not have. */
  readonly unplanned: readonly string[];

  constructor(messageId: string, verdict: EventVerdict) {
    super(textOf(verdict), { code: 'plan-violation', messageIds: [messageId], attempts: 0 });
    this.blockReason = verdict.reason ?? 'schema_violation';
    this.violations = verdict.violations;
    this.unplanned = verdict.unplanned;
    Object.defineProperty(this, 'name', { value: 'PlanViolationError', configurable: true });
  }
}

const MAX_NAMED = 3;

function textOf({ message, reason, violations, unplanned, nearest }: EventVerdict): string {
  const name = message.event ?? message.name;
  const what = `${message.type}${name === undefined ? '' : ` "${name.slice(0, 100)}"`}`;
  const found = [
    ...(reason?.startsWith('unplanned') && unplanned.length === 0
      ? [`the plan does not have it${nearest === undefined ? '' : `, perhaps "${nearest}"`}`]
      : []),
    ...unplanned.map((key) => `${key} is not planned`),
    ...violations.map(({ field, description }) =>
      description.startsWith(field) ? description : `${field}: ${description}`,
    ),
  ];
  const more = found.length > MAX_NAMED ? `, and ${found.length - MAX_NAMED} more` : '';
  return `The tracking plan stops this message, ${what}: ${found.slice(0, MAX_NAMED).join('; ')}${more}.`;
}
