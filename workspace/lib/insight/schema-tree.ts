import { isJsonObject, type JsonObject } from '../entry/json-object.js';

/** What was seen of one property. */
export interface SeenProperty {
  /** With dots, and `$` for the items of an array, such as `products.$.price`. */
  readonly path: string;
  /** How often each type of JSON was found. */
  readonly types: Readonly<Record<string, number>>;
  /** How often it was found at all; the items of an array count each. */
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Up to three different ones, shortened. */
  readonly examples: readonly string[];
}

/** How much there may be in all trees together, and whether all of it found a place. */
export interface Room {
  left: number;
  isComplete: boolean;
}

const MAX_DEPTH = 10;
const MAX_VISITS_PER_MESSAGE = 2_000;
const MAX_ITEMS = 100;
const MAX_EXAMPLES = 3;
const EXAMPLE_CHARACTERS = 60;
const MAX_PATH_CHARACTERS = 256;

/** The properties of one event, by where they are: every level knows its own, so that no path is put together to count. */
export class SchemaTree {
  readonly #root = aNode(undefined, '');
  #left: number;

  /** @param maxProperties How many paths it may hold. */
  constructor(maxProperties: number) {
    this.#left = maxProperties;
  }

  take(properties: JsonObject, at: string, room: Room): void {
    const visit: Visit = { at, room, left: MAX_VISITS_PER_MESSAGE };
    this.#takeFields(this.#root, properties, 1, visit);
  }

  snapshot(): readonly SeenProperty[] {
    const found: SeenProperty[] = [];
    collect(this.#root, found);
    return found;
  }

  #takeFields(node: Node, fields: JsonObject, depth: number, visit: Visit): void {
    if (depth > MAX_DEPTH) {
      visit.room.isComplete = false;
      return;
    }
    for (const key of Object.keys(fields)) {
      if (visit.left <= 0) {
        visit.room.isComplete = false;
        return;
      }
      this.#takeValue(this.#childOf(node, key, visit), fields[key], depth, visit);
    }
  }

  #takeValue(node: Node | undefined, value: unknown, depth: number, visit: Visit): void {
    visit.left -= 1;
    if (node === undefined) return;
    node.count += 1;
    node.lastSeen = visit.at;
    node.types[typeOf(value)] += 1;
    if (Array.isArray(value)) this.#takeItems(node, value, depth + 1, visit);
    else if (isJsonObject(value)) this.#takeFields(node, value, depth + 1, visit);
    else if (node.examples.length < MAX_EXAMPLES) addExample(node.examples, value);
  }

  #takeItems(node: Node, items: readonly unknown[], depth: number, visit: Visit): void {
    if (items.length === 0) return;
    const child = depth > MAX_DEPTH ? undefined : this.#childOf(node, '$', visit);
    const length = Math.min(items.length, MAX_ITEMS, visit.left);
    if (child === undefined || length < items.length) visit.room.isComplete = false;
    if (child === undefined) return;
    for (let index = 0; index < length; index += 1) {
      // What one item holds may use up what the visit has left.
      if (visit.left <= 0) {
        visit.room.isComplete = false;
        return;
      }
      this.#takeValue(child, items[index], depth, visit);
    }
  }

  #childOf(node: Node, key: string, visit: Visit): Node | undefined {
    const known = node.children?.get(key);
    if (known !== undefined) return known;
    const path = node.path === undefined ? key : `${node.path}.${key}`;
    const { room } = visit;
    if (this.#left === 0 || room.left === 0 || path.length > MAX_PATH_CHARACTERS) {
      room.isComplete = false;
      return undefined;
    }
    this.#left -= 1;
    room.left -= 1;
    const fresh = aNode(path, visit.at);
    node.children ??= new Map();
    node.children.set(key, fresh);
    return fresh;
  }
}

interface Visit {
  readonly at: string;
  readonly room: Room;
  /** How many values may still be looked at. */
  left: number;
}

type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

interface Node {
  /** The root has none. */
  readonly path: string | undefined;
  count: number;
  readonly firstSeen: string;
  lastSeen: string;
  readonly types: Record<JsonType, number>;
  readonly examples: string[];
  children: Map<string, Node> | undefined;
}

function aNode(path: string | undefined, at: string): Node {
  const types = { string: 0, number: 0, boolean: 0, null: 0, object: 0, array: 0 };
  return { path, count: 0, firstSeen: at, lastSeen: at, types, examples: [], children: undefined };
}

function typeOf(value: unknown): JsonType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      if (Array.isArray(value)) return 'array';
      return typeof value === 'object' && value !== null ? 'object' : 'null';
  }
}

function addExample(examples: string[], value: unknown): void {
  if (value === null || value === undefined) return;
  const text = shortened(String(value));
  if (text !== '' && !examples.includes(text)) examples.push(text);
}

function shortened(text: string): string {
  return text.length > EXAMPLE_CHARACTERS ? `${text.slice(0, EXAMPLE_CHARACTERS - 1)}…` : text;
}

function collect(node: Node, found: SeenProperty[]): void {
  for (const child of node.children?.values() ?? []) {
    const { path = '', types, count, firstSeen, lastSeen, examples } = child;
    const seen = Object.fromEntries(Object.entries(types).filter(([, times]) => times > 0));
    found.push({ path, types: seen, count, firstSeen, lastSeen, examples: [...examples] });
    collect(child, found);
  }
}
