import type { SegmentEvent } from '../message/segment-event.js';
import type { Judged } from '../pipeline/processed.js';
import type { EventVerdict } from '../plan/plan-like.js';
import { VIOLATION, type ViolationTold } from './channels.js';
import type { ViolationEvent } from './events.js';
import type { Host } from './host.js';
import type { Listeners } from './listeners.js';
import { PlanViolationError } from './plan-violation-error.js';
import type { PlanSettings } from './settings.js';

export interface PlanGateOptions extends PlanSettings {
  readonly listeners: Listeners;
  readonly host: Host;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** How many different findings are logged: each once, so that a log is not filled by one mistake. */
const MAX_LOGGED = 1_000;
/** How many unplanned keys of one message are. */
const MAX_EACH = 100;

/** Holds messages to a tracking plan, and tells what is not as planned. */
export class PlanGate {
  readonly #options: PlanGateOptions;
  readonly #logged = new Set<string>();
  /** The unplanned names among them, by type: a message of one is told apart without a text being made. */
  readonly #loggedNames = new Map<string, Set<string>>();

  constructor(options: PlanGateOptions) {
    this.#options = options;
  }

  /** What becomes of a message that plugins are done with. */
  judge(event: SegmentEvent): Judged {
    const { enforcer, sample, random } = this.#options;
    const isChecked = sample >= 1 || random() < sample;
    const verdict = isChecked ? enforcer.enforce(event) : enforcer.pass(event);
    if (verdict.isTold) this.#tell(verdict);
    const { untell } = verdict;
    if (verdict.outcome !== 'block') return { kind: 'passed', event: verdict.message, untell };
    if (verdict.reason === 'transformation') {
      return { kind: 'dropped', reason: 'filtered', plugin: 'transformations of the plan' };
    }
    const { message, isThrown } = verdict;
    return {
      kind: 'dropped',
      reason: 'plan-violation',
      makeError: () => new PlanViolationError(message.messageId ?? '', verdict),
      isThrown,
      event: message,
      untell,
    };
  }

  #tell(verdict: EventVerdict): void {
    const { listeners } = this.#options;
    this.#log(verdict);
    const isHeard = listeners.isHeard('violation');
    if (!isHeard && !VIOLATION.hasSubscribers) return;
    const violation = violationEvent(verdict);
    if (VIOLATION.hasSubscribers) {
      VIOLATION.publish({ ...listeners.about, violation } satisfies ViolationTold);
    }
    if (isHeard) queueMicrotask(() => listeners.emit('violation', violation));
  }

  #log({ message, violations, unplanned, isUnplanned, nearest, outcome }: EventVerdict): void {
    if (this.#logged.size >= MAX_LOGGED) return;
    const name = message.event ?? message.name ?? '';
    if (isUnplanned && violations.length === 0 && this.#isLogged(message.type, name)) return;
    const findings = [
      ...(isUnplanned ? [`it is not planned${perhaps(nearest)}`] : []),
      ...unplanned.slice(0, MAX_EACH).map((key) => `${key} is not planned`),
      ...violations.map(({ type, field }) => `${field} (${type})`),
    ];
    for (const finding of findings) {
      const id = `${message.type} ${name} ${finding}`;
      if (this.#logged.has(id) || this.#logged.size >= MAX_LOGGED || id.length > 500) continue;
      this.#logged.add(id);
      const what = `${message.type}${name === '' ? '' : ` "${name}"`}`;
      const end = outcome === 'block' ? 'it is blocked' : 'told once';
      this.#options.host.log('warn', `Not as planned, ${what}: ${finding}; ${end}.`);
    }
  }

  /** Whether this name that is not planned was logged before; from now on it was. */
  #isLogged(type: string, name: string): boolean {
    const names = this.#loggedNames.get(type) ?? new Set();
    if (names.has(name)) return true;
    if (names.size === 0) this.#loggedNames.set(type, names);
    if (names.size < MAX_LOGGED) names.add(name);
    return false;
  }
}

function perhaps(nearest: string | undefined): string {
  return nearest === undefined ? '' : `, perhaps "${nearest}" is meant`;
}

function violationEvent(verdict: EventVerdict): ViolationEvent {
  const { message, outcome, reason, isUnplanned, nearest, unplanned, violations } = verdict;
  const { messageId = '', type, event, name = event } = message;
  return {
    messageId,
    type,
    ...(name === undefined ? {} : { name }),
    outcome,
    ...(reason === undefined ? {} : { reason }),
    isUnplanned,
    ...(nearest === undefined ? {} : { nearest }),
    unplanned,
    omitted: [...verdict.omitted, ...verdict.omittedOnViolation],
    violations,
  };
}
