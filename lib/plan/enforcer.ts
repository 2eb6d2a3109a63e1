import type { SegmentEvent } from '../message/segment-event.js';
import type { Policy } from './actions.js';
import { dropped, enforce, type Rules, type Verdict } from './enforce.js';
import type { Transformations } from './transformations.js';

/** How a client holds its messages to a plan. */
export interface EnforcerOptions {
  readonly policy: Policy;
  /** The source that the client is, for the transformations of the plan. */
  readonly sourceId: string | undefined;
  /** Whether the plan says which destinations a message is for. */
  readonly setsIntegrations: boolean;
}

/** Holds the messages of one client to a plan. */
export class Enforcer {
  readonly #rules: Rules;
  readonly #transformations: Transformations | undefined;
  readonly #options: EnforcerOptions;
  readonly #integrations = new Map<readonly string[], Readonly<Record<string, boolean>>>();

  constructor(rules: Rules, transformations: Transformations, options: EnforcerOptions) {
    this.#rules = rules;
    this.#options = options;
    this.#transformations = transformations.isFor(options.sourceId) ? transformations : undefined;
  }

  /** Judges a message. It is plain data that nobody else has: it may be written to. */
  enforce(event: SegmentEvent): Verdict & { readonly message: SegmentEvent } {
    const { policy, sourceId, setsIntegrations } = this.#options;
    const given = event as unknown as Readonly<Record<string, unknown>>;
    const message =
      this.#transformations === undefined ? given : this.#transformations.apply(given, sourceId);
    const verdict = message === undefined ? dropped(given) : enforce(this.#rules, message, policy);
    const judged = verdict as Verdict & { readonly message: SegmentEvent };
    if (isTold(verdict)) tell(judged, sourceId);
    if (setsIntegrations && judged.rule !== undefined) this.#direct(judged);
    return judged;
  }

  /** What the call says of destinations counts more than what the plan says. */
  #direct({ rule, message }: Verdict & { readonly message: SegmentEvent }): void {
    const { where } = rule ?? { where: [] };
    if (where.length === 0) return;
    let planned = this.#integrations.get(where);
    if (planned === undefined) {
      planned = { All: false, ...Object.fromEntries(where.map((name) => [name, true])) };
      this.#integrations.set(where, planned);
    }
    message.integrations = { ...planned, ...message.integrations };
  }
}

/** Whether there is something to tell of a message. */
export function isTold(verdict: Verdict): boolean {
  const { isUnplanned, unplanned, violations, reason } = verdict;
  return (
    isUnplanned || unplanned.length > 0 || violations.length > 0 || reason === 'transformation'
  );
}

/** Puts into the context what the service would put there. */
function tell(
  verdict: Verdict & { readonly message: SegmentEvent },
  sourceId: string | undefined,
): void {
  const { message, omitted, omittedOnViolation, violations } = verdict;
  if (omitted.length === 0 && omittedOnViolation.length === 0 && violations.length === 0) return;
  const { context } = message;
  const protocols = (context as { readonly protocols?: object } | undefined)?.protocols;
  message.context = {
    ...context,
    protocols: {
      ...protocols,
      ...(sourceId === undefined ? {} : { sourceId }),
      ...(omitted.length > 0 ? { omitted } : {}),
      ...(omittedOnViolation.length > 0 ? { omitted_on_violation: omittedOnViolation } : {}),
      ...(violations.length > 0 ? { violations } : {}),
    },
    ...(violations.length > 0 ? { violations } : {}),
  };
}
