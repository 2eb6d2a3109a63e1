import { OldestFirst } from '../base/oldest-first.js';
import type { EntryHead } from '../entry/entry.js';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { Groups } from './groups.js';
import { type IdKind, type Merge, Profile, toSummary, type UserSummary } from './profile.js';
import { toObject } from './traits.js';

export type { Merge, UserSummary } from './profile.js';

/** All that is known of a user. */
export interface UserProfile {
  /** The userId, or the anonymousId of one who isn't known yet. */
  readonly id: string;
  readonly userIds: readonly string[];
  readonly anonymousIds: readonly string[];
  /** The last value of each. */
  readonly traits: JsonObject;
  readonly groups: readonly { readonly groupId: string; readonly traits: JsonObject }[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How many messages came of the user. */
  readonly count: number;
  /** The `seq` of the latest messages, the oldest first. */
  readonly recent: readonly number[];
  /** How profiles became one, the oldest first. */
  readonly merges: readonly Merge[];
}

export interface UserList {
  readonly users: readonly UserSummary[];
  /** How many match, with those that the limit leaves out. */
  readonly total: number;
}

const MAX_PROFILES = 50_000;
/** Roughly how many characters of ids and traits all profiles may hold together. */
const MAX_WEIGHT = 64 * 1024 * 1024;
const MAX_IDS = 100;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/**
 * Who sent the messages. Profiles are found by userId and by anonymousId, each in a space of its own. A message with both ties
 * them: a user who was anonymous becomes known. Two userIds become one by `alias` only: where an anonymousId comes with a second
 * userId, such as on a shared device, it belongs to the second from then on, as a second identify overwrites the first.
 */
export class Users {
  readonly #byId: Readonly<Record<IdKind, Map<string, Profile>>> = {
    userId: new Map(),
    anonymousId: new Map(),
  };
  readonly #groups = new Groups();
  /** In the order in which they were last seen. */
  readonly #profiles = new Set<Profile>();
  readonly #oldest = new OldestFirst(this.#profiles);
  #latest: Profile | undefined;
  #weight = 0;

  /** Takes what was accepted. */
  take(entry: EntryHead, message: JsonObject): void {
    if (entry.outcome !== 'accepted') return;
    const userId = idOf(message['userId']);
    const anonymousId = idOf(message['anonymousId']);
    const type = typeof message['type'] === 'string' ? message['type'] : '';
    const profile = this.#owner({ userId, anonymousId, by: type, at: entry.receivedAt });
    if (profile === undefined) return;
    if (type === 'alias') this.#alias(profile, message, entry.receivedAt);
    profile.see(entry.seq, entry.receivedAt);
    const weight = profile.weight;
    if (type === 'identify') profile.identify(message['traits'], entry.seq);
    if (type === 'group') this.#group(profile, message, entry.seq);
    this.#weight += profile.weight - weight;
    this.#makeLatest(profile);
    this.#forgetOldest();
  }

  /** @param id A userId, or else an anonymousId. */
  find(id: string): UserProfile | undefined {
    const profile = this.#byId.userId.get(id) ?? this.#byId.anonymousId.get(id);
    if (profile === undefined) return undefined;
    return {
      id: profile.id,
      userIds: [...profile.ids.userId],
      anonymousIds: [...profile.ids.anonymousId],
      traits: toObject(profile.traits),
      groups: [...profile.groupIds].map((groupId) => ({
        groupId,
        traits: this.#groups.traitsOf(groupId),
      })),
      firstSeen: profile.firstSeen,
      lastSeen: profile.lastSeen,
      count: profile.count,
      recent: [...profile.recent],
      merges: [...profile.merges],
    };
  }

  /** Those who were seen last come first. `q` is part of an id, a name, an address or a group. */
  list({ q = '', limit = DEFAULT_LIMIT }: UserQuery = {}): UserList {
    const wanted = q.trim().toLowerCase();
    const found = [...this.#profiles].reverse().filter((profile) => profile.matches(wanted));
    const most = Math.min(Math.max(Math.trunc(limit) || 0, 0), MAX_LIMIT);
    return { users: found.slice(0, most).map(toSummary), total: found.length };
  }

  clear(): void {
    this.#byId.userId.clear();
    this.#byId.anonymousId.clear();
    this.#groups.clear();
    this.#profiles.clear();
    this.#latest = undefined;
    this.#weight = 0;
  }

  /** The profile that a message belongs to, its ids tied to it. */
  #owner({ userId, anonymousId, by, at }: Ids): Profile | undefined {
    if (userId === undefined) {
      if (anonymousId === undefined) return undefined;
      // One that is known as a userId: programs use it for both, and `alias` doesn't say which of the two it had.
      const known = this.#byId.anonymousId.get(anonymousId) ?? this.#byId.userId.get(anonymousId);
      return this.#own(known ?? this.#add(anonymousId, at), 'anonymousId', anonymousId);
    }
    const user = this.#byId.userId.get(userId);
    if (anonymousId === undefined)
      return user ?? this.#own(this.#add(userId, at), 'userId', userId);
    const visitor = this.#byId.anonymousId.get(anonymousId);
    if (user !== undefined && user === visitor) return user;
    const isAnonymous = visitor !== undefined && visitor.ids.userId.size === 0;
    if (isAnonymous && user !== undefined) {
      return this.#merge(visitor, user, { at, by, from: visitor.allIds() });
    }
    if (isAnonymous) {
      visitor.recordMerge({ at, by, from: visitor.allIds() });
      visitor.id = userId;
      return this.#own(visitor, 'userId', userId);
    }
    const profile = user ?? this.#own(this.#add(userId, at), 'userId', userId);
    return this.#own(profile, 'anonymousId', anonymousId);
  }

  /** `previousId` is one of the user's from now on. */
  #alias(profile: Profile, message: JsonObject, at: string): void {
    const previousId = idOf(message['previousId']);
    if (previousId === undefined || idOf(message['userId']) === undefined) return;
    const previous = this.#byId.userId.get(previousId) ?? this.#byId.anonymousId.get(previousId);
    if (previous === profile) return;
    const from = previous?.allIds() ?? [previousId];
    if (previous === undefined) {
      this.#own(profile, 'userId', previousId);
      profile.recordMerge({ at, by: 'alias', from });
    } else this.#merge(previous, profile, { at, by: 'alias', from });
  }

  #merge(from: Profile, into: Profile, merge: Merge): Profile {
    for (const kind of ['userId', 'anonymousId'] as const) {
      for (const id of [...from.ids[kind]]) this.#own(into, kind, id);
    }
    const weight = into.weight;
    into.absorb(from);
    into.recordMerge(merge);
    this.#weight += into.weight - weight;
    this.#remove(from);
    return into;
  }

  #group(profile: Profile, message: JsonObject, seq: number): void {
    const { groupId } = message;
    const id = typeof groupId === 'number' ? String(groupId) : idOf(groupId);
    if (id === undefined) return;
    profile.join(id);
    this.#groups.take(id, isJsonObject(message['traits']) ? message['traits'] : {}, seq);
  }

  /** Makes an id one of this profile's, and of no other's. */
  #own(profile: Profile, kind: IdKind, id: string): Profile {
    const index = this.#byId[kind];
    const before = index.get(id);
    if (before === profile) return profile;
    if (before !== undefined) this.#weight -= before.disown(kind, id);
    index.set(id, profile);
    this.#weight += profile.own(kind, id);
    if (profile.ids[kind].size > MAX_IDS) {
      const oldest = profile.oldest(kind);
      index.delete(oldest);
      this.#weight -= profile.disown(kind, oldest);
    }
    if (before?.isNobody()) this.#remove(before);
    return profile;
  }

  #add(id: string, at: string): Profile {
    const profile = new Profile(id, at);
    this.#profiles.add(profile);
    this.#latest = profile;
    this.#weight += profile.weight;
    return profile;
  }

  #makeLatest(profile: Profile): void {
    if (this.#latest === profile) return;
    this.#profiles.delete(profile);
    this.#profiles.add(profile);
    this.#latest = profile;
  }

  #forgetOldest(): void {
    while (this.#isFull() && this.#profiles.size > 1) {
      const oldest = this.#oldest.next();
      if (oldest === undefined) return;
      this.#remove(oldest);
    }
  }

  #isFull(): boolean {
    return this.#profiles.size > MAX_PROFILES || this.#weight > MAX_WEIGHT;
  }

  #remove(profile: Profile): void {
    if (!this.#profiles.delete(profile)) return;
    this.#weight -= profile.weight;
    for (const kind of ['userId', 'anonymousId'] as const) {
      for (const id of profile.ids[kind]) this.#byId[kind].delete(id);
    }
    if (this.#latest === profile) this.#latest = undefined;
  }
}

export interface UserQuery {
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
}

interface Ids {
  readonly userId: string | undefined;
  readonly anonymousId: string | undefined;
  readonly by: string;
  readonly at: string;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
