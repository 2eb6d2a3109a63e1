import { isKeyLikeId } from './dynamic-name.js';
import { INFER_LIMITS } from './limits.js';
import { isPersonalKey, isPersonalText } from './personal.js';
import type { Room } from './room.js';
import { Texts } from './texts.js';

type Bag = Readonly<Record<string, unknown>>;

/** What was seen at one place of messages: how often, of which types, and what is inside. */
export class Shape {
  count = 0;
  nulls = 0;
  booleans = 0;
  integers = 0;
  /** Numbers that are no integers. */
  fractions = 0;
  /** Numbers too large for JavaScript, which no type of JSON Schema has. */
  infinities = 0;
  objects = 0;
  arrays = 0;
  texts: Texts | undefined;
  /** By their keys; none for a map, or where nobody looked. */
  members: Map<string, Shape> | undefined;
  items: Shape | undefined;
  /** Its keys are data. */
  isMap = false;
  /** Members that there was no room for. */
  leftOut = 0;
  /** Whether its texts may be a list of choices. */
  readonly #mayBeEnum: boolean;
  #keysLikeIds = 0;

  constructor(mayBeEnum: boolean) {
    this.#mayBeEnum = mayBeEnum;
  }

  /** Learns from a value that came from JSON. */
  take(value: unknown, depth: number, room: Room): void {
    this.count += 1;
    switch (typeof value) {
      case 'string':
        this.texts ??= new Texts(this.#mayBeEnum);
        this.texts.take(value, room);
        break;
      case 'number':
        this.#takeNumber(value);
        break;
      case 'boolean':
        this.booleans += 1;
        break;
      default:
        if (value === null || typeof value !== 'object') this.nulls += 1;
        else if (Array.isArray(value)) this.#takeItems(value, depth, room);
        else this.#takeMembers(value as Bag, depth, room);
    }
  }

  /** Learns what another one learned. */
  merge(other: Shape, room: Room): void {
    this.count += other.count;
    this.nulls += other.nulls;
    this.booleans += other.booleans;
    this.integers += other.integers;
    this.fractions += other.fractions;
    this.infinities += other.infinities;
    this.objects += other.objects;
    this.arrays += other.arrays;
    this.leftOut += other.leftOut;
    if (other.texts !== undefined) {
      this.texts ??= new Texts(this.#mayBeEnum);
      this.texts.merge(other.texts, room);
    }
    if (other.items !== undefined) {
      if (this.items === undefined && room.takePlace()) this.items = new Shape(this.#mayBeEnum);
      this.items?.merge(other.items, room);
    }
    if (other.isMap) this.#becomeMap(room);
    if (other.members !== undefined && !this.isMap) this.#mergeMembers(other.members, room);
  }

  #mergeMembers(others: ReadonlyMap<string, Shape>, room: Room): void {
    this.members ??= new Map();
    for (const [key, other] of others) {
      const member = this.members.get(key) ?? this.#add(this.members, key, room);
      if (member !== undefined) member.merge(other, room);
      else if (this.isMap) return;
      else this.leftOut += other.count;
    }
  }

  #takeNumber(value: number): void {
    if (Number.isInteger(value)) this.integers += 1;
    else if (Number.isFinite(value)) this.fractions += 1;
    else this.infinities += 1;
  }

  #takeItems(list: readonly unknown[], depth: number, room: Room): void {
    this.arrays += 1;
    if (list.length === 0 || depth >= INFER_LIMITS.depth) return;
    if (this.items === undefined && room.takePlace()) this.items = new Shape(this.#mayBeEnum);
    for (const item of list) this.items?.take(item, depth + 1, room);
  }

  #takeMembers(bag: Bag, depth: number, room: Room): void {
    this.objects += 1;
    if (this.isMap || depth >= INFER_LIMITS.depth) return;
    this.members ??= new Map();
    for (const key in bag) {
      const member = this.members.get(key) ?? this.#add(this.members, key, room);
      if (member !== undefined) member.take(bag[key], depth + 1, room);
      else if (this.isMap) return;
      else this.leftOut += 1;
    }
  }

  /** Makes room for a key that wasn't seen before; none, where there is none, or where the key is data itself. */
  #add(members: Map<string, Shape>, key: string, room: Room): Shape | undefined {
    if (key.length > INFER_LIMITS.nameLength) return undefined;
    if (isKeyLikeId(key)) this.#keysLikeIds += 1;
    if (members.size >= INFER_LIMITS.keys || this.#keysLikeIds > INFER_LIMITS.keysLikeIds) {
      this.#becomeMap(room);
      return undefined;
    }
    const isAboutSomebody = key.includes('@') && isPersonalText(key);
    if (isAboutSomebody || !room.takePlace()) return undefined;
    const member = new Shape(this.#mayBeEnum && !isPersonalKey(key));
    members.set(key, member);
    return member;
  }

  #becomeMap(room: Room): void {
    room.givePlaces(this.places);
    this.isMap = true;
    this.members = undefined;
  }

  /** How many places are inside. */
  get places(): number {
    let places = this.items === undefined ? 0 : 1 + this.items.places;
    for (const member of this.members?.values() ?? []) places += 1 + member.places;
    return places;
  }
}
