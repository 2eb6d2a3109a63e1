import { OldestFirst } from '../base/oldest-first.js';
import type { JsonObject } from '../entry/json-object.js';
import { setTraits, type Traits, toObject } from './traits.js';

const MAX_GROUPS = 10_000;
const MAX_TRAITS = 300;
/** Roughly how many characters all groups may hold together. */
const MAX_WEIGHT = 16 * 1024 * 1024;
const GROUP_WEIGHT = 200;

/** The traits of groups, which all their members see. The group whose traits were set first goes first. */
export class Groups {
  readonly #groups = new Map<string, { readonly traits: Traits; weight: number }>();
  readonly #oldest = new OldestFirst(this.#groups);
  #weight = 0;

  take(groupId: string, traits: JsonObject, seq: number): void {
    const group = this.#groups.get(groupId) ?? { traits: new Map(), weight: 0 };
    this.#weight -= group.weight;
    if (group.weight === 0) group.weight = groupId.length + GROUP_WEIGHT;
    group.weight += setTraits(group.traits, traits, { seq, max: MAX_TRAITS });
    this.#weight += group.weight;
    // Set anew, so that it is the last to go.
    this.#groups.delete(groupId);
    this.#groups.set(groupId, group);
    this.#forgetOldest();
  }

  traitsOf(groupId: string): JsonObject {
    return toObject(this.#groups.get(groupId)?.traits ?? new Map());
  }

  clear(): void {
    this.#groups.clear();
    this.#weight = 0;
  }

  #forgetOldest(): void {
    while (this.#isFull() && this.#groups.size > 1) {
      const groupId = this.#oldest.next();
      if (groupId === undefined) return;
      this.#weight -= this.#groups.get(groupId)?.weight ?? 0;
      this.#groups.delete(groupId);
    }
  }

  #isFull(): boolean {
    return this.#groups.size > MAX_GROUPS || this.#weight > MAX_WEIGHT;
  }
}
