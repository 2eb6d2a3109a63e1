import { nameOf } from '../message-name.js';
import type { Plan } from '../plan.js';
import { unplannedIn } from '../planned-keys.js';
import type { Rule } from '../rule.js';
import { VERIFY_LIMITS } from './limits.js';
import { type RuleReport, RuleTally } from './rule-tally.js';
import { type Count, Room, type Sighting, Tally } from './tally.js';

type Message = Readonly<Record<string, unknown>>;

export interface VerifyOptions {
  /** The source that the messages are from: the plan's transformations for it run first. */
  readonly sourceId?: string | undefined;
  /** How many ids of messages are told of each finding. */
  readonly maxSamples: number;
}

export interface UnplannedEvent {
  /** The call: track, page or screen. */
  readonly type: string;
  readonly name: string;
}

export interface FoundEvent<Place> extends UnplannedEvent, Count<Place> {
  /** The planned event that is likely meant. */
  readonly nearest: string | undefined;
}

/** What a plan says of many messages. */
export interface VerifyReport<Place> {
  readonly messages: number;
  /** Messages that have a rule, and nothing to tell of. */
  readonly asPlanned: number;
  /** Messages that a transformation of the plan drops; they are not checked. */
  readonly dropped: number;
  /** Messages of a call that the plan has no rule for, and needs none: identify, alias … They are checked by COMMON alone. */
  readonly withoutRule: number;
  /** Messages with a violation, of their own rule or the common one. */
  readonly failed: number;
  /** All violations of all messages. */
  readonly violations: number;
  /** Messages that have no rule, and should. */
  readonly unplanned: number;
  /** Messages that have a key which is not planned. */
  readonly withUnplannedKeys: number;
  /** Every rule, in the order of the plan. */
  readonly rules: readonly RuleReport<Place>[];
  readonly unplannedEvents: readonly FoundEvent<Place>[];
  /** Found, but not told: there was no room. */
  readonly more: {
    readonly violations: number;
    readonly unplannedEvents: number;
    readonly unplannedKeys: number;
  };
}

/** Compares messages with a plan, one by one, and remembers what was found, within the bounds of VERIFY_LIMITS. */
export class Verification<Place> {
  readonly #plan: Plan;
  readonly #sourceId: string | undefined;
  readonly #tallies: ReadonlyMap<Rule, RuleTally<Place>>;
  readonly #rooms = {
    violations: new Room(VERIFY_LIMITS.violations),
    keys: new Room(VERIFY_LIMITS.unplannedProperties),
    events: new Room(VERIFY_LIMITS.unplannedEvents),
  };
  readonly #events: Tally<UnplannedEvent, Place>;
  readonly #counts = {
    messages: 0,
    asPlanned: 0,
    dropped: 0,
    withoutRule: 0,
    failed: 0,
    violations: 0,
    unplanned: 0,
    withUnplannedKeys: 0,
  };

  constructor(plan: Plan, { sourceId, maxSamples }: VerifyOptions) {
    this.#plan = plan;
    this.#sourceId = sourceId;
    this.#events = new Tally(this.#rooms.events, maxSamples);
    const rooms = { ...this.#rooms, maxSamples };
    this.#tallies = new Map(plan.rules.map((rule) => [rule, new RuleTally(rule, rooms)]));
  }

  take(given: Message, place: Place): void {
    const counts = this.#counts;
    counts.messages += 1;
    const source = this.#sourceId;
    const message = source === undefined ? given : this.#plan.transform(given, source);
    if (message === undefined) {
      counts.dropped += 1;
      return;
    }
    const sighting = { place, messageId: idOf(message) };
    const before = counts.unplanned + counts.withUnplannedKeys + counts.withoutRule;
    const violations = this.#takeRule(message, sighting) + this.#takeCommon(message, sighting);
    counts.violations += violations;
    if (violations > 0) counts.failed += 1;
    else if (counts.unplanned + counts.withUnplannedKeys + counts.withoutRule === before)
      counts.asPlanned += 1;
  }

  get report(): VerifyReport<Place> {
    const { violations, keys, events } = this.#rooms;
    return {
      ...this.#counts,
      rules: [...this.#tallies.values()].map((tally) => tally.report),
      unplannedEvents: this.#events.list.map((found) => ({
        ...found,
        nearest: this.#plan.nearestName(found.type, found.name),
      })),
      more: {
        violations: violations.more,
        unplannedEvents: events.more,
        unplannedKeys: keys.more,
      },
    };
  }

  /** Checks a message against its rule. Gives how many violations it has. */
  #takeRule(message: Message, sighting: Sighting<Place>): number {
    const rule = this.#plan.find(message);
    if (rule === undefined) {
      if (this.#plan.isUnplanned(message)) this.#takeUnplanned(message, sighting);
      else this.#counts.withoutRule += 1;
      return 0;
    }
    const violations = rule.check(message);
    const keys = unplannedIn(message[rule.bag], rule.planned);
    if (keys.length > 0) this.#counts.withUnplannedKeys += 1;
    this.#tallies.get(rule)?.add(violations, keys, sighting);
    return violations.length;
  }

  #takeCommon(message: Message, sighting: Sighting<Place>): number {
    const { common } = this.#plan;
    if (common === undefined) return 0;
    const violations = common.check(message);
    this.#tallies.get(common)?.add(violations, [], sighting);
    return violations.length;
  }

  #takeUnplanned(message: Message, sighting: Sighting<Place>): void {
    this.#counts.unplanned += 1;
    const type = String(message['type']);
    const name = (nameOf(message) ?? '').slice(0, VERIFY_LIMITS.textLength);
    this.#events.add(`${type} ${name}`, { type, name }, sighting);
  }
}

function idOf({ messageId }: Message): string | undefined {
  return typeof messageId === 'string' ? messageId.slice(0, VERIFY_LIMITS.textLength) : undefined;
}
