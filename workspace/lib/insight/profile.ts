import { isJsonObject } from '../entry/json-object.js';
import { mergeTraits, setTraits, type Traits } from './traits.js';

export type IdKind = 'userId' | 'anonymousId';

/** How profiles became one. */
export interface Merge {
  readonly at: string;
  /** The call that told, such as `identify` or `alias`. */
  readonly by: string;
  /** The ids that the other had. */
  readonly from: readonly string[];
}

/** A user in a list. */
export interface UserSummary {
  readonly id: string;
  readonly userIds: readonly string[];
  readonly anonymousIds: readonly string[];
  readonly name?: string;
  readonly email?: string;
  readonly groupIds: readonly string[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly count: number;
}

const MAX_RECENT = 50;
const MAX_MERGES = 50;
const MAX_MERGED_IDS = 20;
const MAX_TRAITS = 300;
const MAX_GROUPS = 100;
/** What an object of ours takes, in characters, beside the texts in it. */
const PROFILE_WEIGHT = 500;
const ID_WEIGHT = 100;

/** One user, while messages come. */
export class Profile {
  /** The id it is shown by. */
  id: string;
  readonly ids: Readonly<Record<IdKind, Set<string>>> = {
    userId: new Set(),
    anonymousId: new Set(),
  };
  readonly traits: Traits = new Map();
  readonly groupIds = new Set<string>();
  firstSeen: string;
  lastSeen: string;
  count = 0;
  recent: number[] = [];
  merges: Merge[] = [];
  /** Roughly how many characters it holds. */
  weight = PROFILE_WEIGHT;

  constructor(id: string, at: string) {
    this.id = id;
    this.firstSeen = at;
    this.lastSeen = at;
  }

  see(seq: number, at: string): void {
    this.count += 1;
    this.lastSeen = at;
    this.recent.push(seq);
    if (this.recent.length > MAX_RECENT) this.recent.shift();
  }

  identify(traits: unknown, seq: number): void {
    if (!isJsonObject(traits)) return;
    this.weight += setTraits(this.traits, traits, { seq, max: MAX_TRAITS });
  }

  join(groupId: string): void {
    if (this.groupIds.has(groupId) || this.groupIds.size >= MAX_GROUPS) return;
    this.groupIds.add(groupId);
    this.weight += groupId.length + ID_WEIGHT;
  }

  /** Returns the weight of it, as `disown` does. */
  own(kind: IdKind, id: string): number {
    if (this.ids[kind].has(id)) return 0;
    this.ids[kind].add(id);
    this.weight += id.length + ID_WEIGHT;
    return id.length + ID_WEIGHT;
  }

  disown(kind: IdKind, id: string): number {
    if (!this.ids[kind].delete(id)) return 0;
    this.weight -= id.length + ID_WEIGHT;
    // The same text may be an id of both kinds.
    if (this.id === id && !this.allIds().includes(id)) this.id = this.allIds()[0] ?? id;
    return id.length + ID_WEIGHT;
  }

  /** The id that came first, but for the one it is shown by. */
  oldest(kind: IdKind): string {
    for (const id of this.ids[kind]) if (id !== this.id) return id;
    return this.id;
  }

  allIds(): readonly string[] {
    return [...this.ids.userId, ...this.ids.anonymousId];
  }

  isNobody(): boolean {
    return this.ids.userId.size === 0 && this.ids.anonymousId.size === 0;
  }

  recordMerge({ at, by, from }: Merge): void {
    this.merges.push({ at, by, from: from.slice(0, MAX_MERGED_IDS) });
    if (this.merges.length > MAX_MERGES) this.merges.shift();
  }

  /** Takes over all that the other has, but for its ids. */
  absorb(other: Profile): void {
    this.weight += mergeTraits(this.traits, other.traits, MAX_TRAITS);
    for (const groupId of other.groupIds) this.join(groupId);
    if (other.firstSeen < this.firstSeen) this.firstSeen = other.firstSeen;
    if (other.lastSeen > this.lastSeen) this.lastSeen = other.lastSeen;
    this.count += other.count;
    this.recent = [...this.recent, ...other.recent].sort((a, b) => a - b).slice(-MAX_RECENT);
    this.merges = [...this.merges, ...other.merges].sort(byTime).slice(-MAX_MERGES);
  }

  /** @param wanted In small letters; everybody matches an empty text. */
  matches(wanted: string): boolean {
    if (wanted === '') return true;
    const { name, email } = toSummary(this);
    return [...this.allIds(), ...this.groupIds, name ?? '', email ?? ''].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  }
}

export function toSummary(profile: Profile): UserSummary {
  const text = (trait: string): string | undefined => {
    const value = profile.traits.get(trait)?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const parts = [text('firstName') ?? text('first_name'), text('lastName') ?? text('last_name')];
  const name = text('name') ?? (parts.filter((part) => part !== undefined).join(' ') || undefined);
  const email = text('email');
  return {
    id: profile.id,
    userIds: [...profile.ids.userId],
    anonymousIds: [...profile.ids.anonymousId],
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    groupIds: [...profile.groupIds],
    firstSeen: profile.firstSeen,
    lastSeen: profile.lastSeen,
    count: profile.count,
  };
}

function byTime(a: Merge, b: Merge): number {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
}
