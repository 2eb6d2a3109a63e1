import type { Rule } from '../rule.js';
import type { Violation } from '../violation.js';
import { VERIFY_LIMITS } from './limits.js';
import { nearestKey } from './nearest.js';
import { type Count, type Room, type Sighting, Tally } from './tally.js';

/** A violation, in whichever item of an array it is: `properties.products.$.price`. */
export type FoundViolation<Place> = Violation & Count<Place>;

export interface UnplannedKey {
  /** As it is under the properties or traits: `products.$.colour`. */
  readonly key: string;
}

export interface FoundKey<Place> extends UnplannedKey, Count<Place> {
  /** The planned key that is likely meant. */
  readonly nearest: string | undefined;
}

/** What was found in the messages of one rule. */
export interface RuleReport<Place> {
  readonly rule: Rule;
  readonly messages: number;
  /** How many of them have violations. */
  readonly failed: number;
  readonly violations: readonly FoundViolation<Place>[];
  readonly unplanned: readonly FoundKey<Place>[];
}

export interface TallyRooms {
  readonly violations: Room;
  readonly keys: Room;
  readonly maxSamples: number;
}

/** Counts what breaks one rule. */
export class RuleTally<Place> {
  readonly #rule: Rule;
  readonly #violations: Tally<Violation, Place>;
  readonly #keys: Tally<UnplannedKey, Place>;
  #messages = 0;
  #failed = 0;

  constructor(rule: Rule, { violations, keys, maxSamples }: TallyRooms) {
    this.#rule = rule;
    this.#violations = new Tally(violations, maxSamples);
    this.#keys = new Tally(keys, maxSamples);
  }

  add(violations: readonly Violation[], keys: readonly string[], sighting: Sighting<Place>): void {
    this.#messages += 1;
    if (violations.length > 0) this.#failed += 1;
    for (const violation of violations) {
      const general = generalOf(violation);
      const { type, field, description } = general;
      this.#violations.add(`${type}\n${field}\n${description}`, general, sighting);
    }
    for (const key of keys) {
      if (key.length <= VERIFY_LIMITS.textLength) this.#keys.add(key, { key }, sighting);
    }
  }

  get report(): RuleReport<Place> {
    const { planned } = this.#rule;
    return {
      rule: this.#rule,
      messages: this.#messages,
      failed: this.#failed,
      violations: this.#violations.list,
      unplanned: this.#keys.list.map((found) => ({
        ...found,
        nearest: nearestKey(found.key, planned),
      })),
    };
  }
}

/** The items of a list are not told apart: a thousand of them would be a thousand violations. */
function generalOf(violation: Violation): Violation {
  const { type, field, description } = violation;
  const general = field.replaceAll(/\.\d+(?=\.|$)/g, '.$');
  if (general === field) return violation;
  return { type, field: general, description: description.replace(field, () => general) };
}
