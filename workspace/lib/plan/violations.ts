import type { EntryHead } from '../entry/entry.js';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { PlanVerdict } from '../entry/plan-verdict.js';
import type { PlanState } from './plans.js';

/** What messages of one source and event have in common that is not as planned. */
export interface Finding {
  readonly source: string;
  /** The call: `track`, `identify` … */
  readonly type: string;
  /** The event, or the name of the page or screen; empty where it has none. */
  readonly name: string;
  /** How many messages have it. */
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The `seq` of the last of them. */
  readonly lastSeq: number;
}

/** An item of an array is `$`, as in `properties.products.$.price`. */
export interface FieldFinding extends Finding {
  readonly field: string;
}

export interface ViolationGroup extends FieldFinding {
  /** `Required`, `Invalid Type`, `Enum` … */
  readonly kind: string;
  /** What is wrong, as it was told last. */
  readonly description: string;
}

/** A source with a plan, and what came of it so far. */
export interface CheckedSource extends PlanState {
  /** How many messages were held to the plan. */
  readonly checked: number;
  /** How many of them break it. */
  readonly violating: number;
  /** How many the service would block, and would leave keys out of. */
  readonly blocked: number;
  readonly modified: number;
}

export interface ViolationsSnapshot {
  readonly sources: readonly CheckedSource[];
  /** The latest first. */
  readonly violations: readonly ViolationGroup[];
  readonly unplannedEvents: readonly Finding[];
  readonly unplannedProperties: readonly FieldFinding[];
  /** Whether all that was found is in it: there are bounds. */
  readonly isComplete: boolean;
}

/** Which of them are meant. What is left out matches all. */
export interface ViolationQuery {
  readonly source?: string;
  readonly event?: string;
}

/** So many groups of each of the three lists. */
const MAX_GROUPS = 5_000;
const MAX_NAME_CHARACTERS = 256;

interface Counts {
  checked: number;
  violating: number;
  blocked: number;
  modified: number;
}

/** What was found by the plans of sources, since the start or since a plan changed. */
export class ViolationsView {
  readonly #violations = new Groups<ViolationGroup>();
  readonly #events = new Groups<Finding>();
  readonly #properties = new Groups<FieldFinding>();
  readonly #counts = new Map<string, Counts>();

  take(entry: EntryHead, message: JsonObject, verdict: PlanVerdict): void {
    const { violations, unplanned, isUnplanned, outcome } = verdict;
    const counts = this.#countsOf(entry.source);
    counts.checked += 1;
    if (violations.length > 0) counts.violating += 1;
    if (outcome === 'block') counts.blocked += 1;
    if (outcome === 'modify') counts.modified += 1;
    if (!isUnplanned && violations.length + unplanned.length === 0) return;
    const of = { entry, ...callOf(message) };
    if (isUnplanned) this.#events.count('', of, {});
    const told = new Set<string>();
    for (const { type: kind, field: at, description } of violations) {
      const field = withoutIndexes(at, message);
      const id = `${kind} ${field}`;
      if (told.has(id)) continue;
      told.add(id);
      this.#violations.count(id, of, { kind, field, description });
    }
    const bag = of.type === 'identify' || of.type === 'group' ? 'traits' : 'properties';
    for (const key of unplanned) {
      const field = `${bag}.${key}`;
      this.#properties.count(field, of, { field });
    }
  }

  snapshot(states: readonly PlanState[], { source, event }: ViolationQuery): ViolationsSnapshot {
    const isMeant = (one: Finding): boolean =>
      (source === undefined || one.source === source) &&
      (event === undefined || one.name === event);
    const lists = [this.#violations, this.#events, this.#properties];
    return {
      sources: states
        .filter((state) => source === undefined || state.source === source)
        .map((state) => ({ ...state, ...(this.#counts.get(state.source) ?? NO_COUNTS) })),
      violations: this.#violations.list(isMeant),
      unplannedEvents: this.#events.list(isMeant),
      unplannedProperties: this.#properties.list(isMeant),
      isComplete: lists.every(({ isComplete }) => isComplete),
    };
  }

  clear(): void {
    for (const list of [this.#violations, this.#events, this.#properties]) list.clear();
    this.#counts.clear();
  }

  #countsOf(source: string): Counts {
    let counts = this.#counts.get(source);
    if (counts === undefined) {
      counts = { ...NO_COUNTS };
      this.#counts.set(source, counts);
    }
    return counts;
  }
}

const NO_COUNTS: Readonly<Counts> = { checked: 0, violating: 0, blocked: 0, modified: 0 };

interface Call {
  readonly type: string;
  readonly name: string;
}

function callOf({ type, event, name }: JsonObject): Call {
  const found = type === 'track' ? event : type === 'page' || type === 'screen' ? name : '';
  const text = typeof found === 'string' ? found : '';
  return { type: String(type), name: text.slice(0, MAX_NAME_CHARACTERS) };
}

/** Items of an array are the same field. A key of an object that is a number is one of its own. */
function withoutIndexes(field: string, message: JsonObject): string {
  if (!/\.\d/.test(field)) return field;
  let place: unknown = message;
  const keys = field.split('.').map((key) => {
    const isItem = Array.isArray(place);
    if (isItem) place = (place as readonly unknown[])[Number(key)];
    else place = isJsonObject(place) ? place[key] : undefined;
    return isItem ? '$' : key;
  });
  return keys.join('.');
}

type Mutable<Group> = { -readonly [Key in keyof Group]: Group[Key] };

/** Groups of one kind, up to a bound. */
class Groups<Group extends Finding> {
  readonly #groups = new Map<string, Mutable<Group>>();
  isComplete = true;

  count(
    id: string,
    { entry, type, name }: Call & { readonly entry: EntryHead },
    own: Omit<Group, keyof Finding>,
  ): void {
    const key = `${entry.source}\n${type}\n${name}\n${id}`;
    const { seq, receivedAt, source } = entry;
    const known = this.#groups.get(key);
    if (known === undefined) {
      if (this.#groups.size >= MAX_GROUPS) {
        this.isComplete = false;
        return;
      }
      const seen = { count: 1, firstSeen: receivedAt, lastSeen: receivedAt, lastSeq: seq };
      const fresh = { source, type, name, ...own, ...seen };
      this.#groups.set(key, fresh as unknown as Mutable<Group>);
      return;
    }
    known.count += 1;
    if (receivedAt < known.firstSeen) known.firstSeen = receivedAt;
    // Those that are judged again come after some that came later.
    if (seq < known.lastSeq) return;
    Object.assign(known, own, { lastSeen: receivedAt, lastSeq: seq });
  }

  /** The latest first. */
  list(isMeant: (group: Finding) => boolean): readonly Group[] {
    const found = [...this.#groups.values()].filter((group) => isMeant(group));
    return found
      .sort((one, other) => other.lastSeq - one.lastSeq)
      .map((group) => ({ ...group }) as unknown as Group);
  }

  clear(): void {
    this.#groups.clear();
    this.isComplete = true;
  }
}
