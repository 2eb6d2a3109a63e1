import type { EntryHead } from '../entry/entry.js';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { type Room, SchemaTree, type SeenProperty } from './schema-tree.js';

/** What was seen of one event of a source, or of the traits of one of its calls. */
export interface SeenEvent {
  readonly source: string;
  /** `track`, `page` or `screen`; of traits `identify` or `group`. */
  readonly type: string;
  /** The event's, page's or screen's; empty where it has none, and of traits. */
  readonly name: string;
  /** How many were accepted. */
  readonly count: number;
  /** How many were rejected; those of calls without a name are not told apart. */
  readonly rejected: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly properties: readonly SeenProperty[];
}

export interface SchemaSnapshot {
  readonly events: readonly SeenEvent[];
  readonly traits: readonly SeenEvent[];
  /** Whether all that came is in it: there are bounds. */
  readonly isComplete: boolean;
}

/** The service's own bounds (segment.com/docs/connections/sources/schema), of events and of traits for each source. */
const MAX_EVENTS = 4_000;
const MAX_PROPERTIES = 300;
const MAX_TRAITS = 300;
/** Of all events and sources, for the memory's sake. */
const MAX_PROPERTIES_IN_ALL = 100_000;
const MAX_SOURCES = 1_000;
const MAX_NAME_CHARACTERS = 256;

/** The events, properties and traits that were seen. */
export class SchemaView {
  readonly #sources = new Map<string, SourceSchema>();
  readonly #room: Room = { left: MAX_PROPERTIES_IN_ALL, isComplete: true };

  /** Takes what was accepted; of what was rejected only the name of its event is counted. */
  take(entry: EntryHead, message: JsonObject): void {
    if (entry.outcome === 'duplicate') return;
    const { type, event, name, properties, traits } = message;
    if (type === 'track') this.#takeEvent(entry, { type, name: event, properties });
    else if (type === 'page' || type === 'screen') {
      const isUnnamed = entry.outcome === 'accepted' && !isName(name);
      this.#takeEvent(entry, { type, name: isUnnamed ? '' : name, properties });
    } else if (type === 'identify' || type === 'group') this.#takeTraits(entry, type, traits);
  }

  snapshot(): SchemaSnapshot {
    const sources = [...this.#sources];
    return {
      events: sources.flatMap(([source, { events }]) =>
        [...events.values()].map((event) => toSeen(source, event)),
      ),
      traits: sources.flatMap(([source, { traits }]) =>
        [...traits.values()].map((call) => toSeen(source, call)),
      ),
      isComplete: this.#room.isComplete,
    };
  }

  clear(): void {
    this.#sources.clear();
    this.#room.left = MAX_PROPERTIES_IN_ALL;
    this.#room.isComplete = true;
  }

  #takeEvent(entry: EntryHead, { type, name, properties }: NamedCall): void {
    if (!isName(name) && name !== '') return;
    const source = this.#sourceOf(entry.source);
    if (source === undefined) return;
    const event = this.#eventOf(source.events, { type, name, at: entry.receivedAt });
    if (event !== undefined) this.#count(event, entry, properties);
  }

  #takeTraits(entry: EntryHead, type: string, traits: unknown): void {
    if (entry.outcome !== 'accepted') return;
    const source = this.#sourceOf(entry.source);
    if (source === undefined) return;
    let call = source.traits.get(type);
    if (call === undefined) {
      call = aRecord({ type, name: '', at: entry.receivedAt }, MAX_TRAITS);
      source.traits.set(type, call);
    }
    this.#count(call, entry, traits);
  }

  #count(record: SchemaRecord, { outcome, receivedAt }: EntryHead, properties: unknown): void {
    record.lastSeen = receivedAt;
    if (outcome === 'rejected') {
      record.rejected += 1;
      return;
    }
    record.count += 1;
    if (isJsonObject(properties)) record.tree.take(properties, receivedAt, this.#room);
  }

  #sourceOf(name: string): SourceSchema | undefined {
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    if (this.#sources.size >= MAX_SOURCES) {
      this.#room.isComplete = false;
      return undefined;
    }
    const fresh: SourceSchema = { events: new EventRecords(), traits: new Map() };
    this.#sources.set(name, fresh);
    return fresh;
  }

  #eventOf(events: EventRecords, seen: Sighting): SchemaRecord | undefined {
    const known = events.get(seen);
    if (known !== undefined) return known;
    if (events.size >= MAX_EVENTS || seen.name.length > MAX_NAME_CHARACTERS) {
      this.#room.isComplete = false;
      return undefined;
    }
    return events.add(seen);
  }
}

interface SourceSchema {
  readonly events: EventRecords;
  readonly traits: Map<string, SchemaRecord>;
}

/** A call that may have a name. */
interface NamedCall {
  readonly type: string;
  readonly name: unknown;
  readonly properties: unknown;
}

/** A call that comes in. */
interface Sighting {
  readonly type: string;
  readonly name: string;
  readonly at: string;
}

interface SchemaRecord {
  readonly type: string;
  readonly name: string;
  count: number;
  rejected: number;
  readonly firstSeen: string;
  lastSeen: string;
  readonly tree: SchemaTree;
}

/** Events by type and name, without a text being made of both for every message. */
class EventRecords {
  readonly #byType = new Map<string, Map<string, SchemaRecord>>();
  size = 0;

  get({ type, name }: Sighting): SchemaRecord | undefined {
    return this.#byType.get(type)?.get(name);
  }

  add(seen: Sighting): SchemaRecord {
    const record = aRecord(seen, MAX_PROPERTIES);
    const ofType = this.#byType.get(seen.type) ?? new Map<string, SchemaRecord>();
    this.#byType.set(seen.type, ofType.set(seen.name, record));
    this.size += 1;
    return record;
  }

  *values(): Generator<SchemaRecord> {
    for (const ofType of this.#byType.values()) yield* ofType.values();
  }
}

function aRecord({ type, name, at }: Sighting, maxProperties: number): SchemaRecord {
  const tree = new SchemaTree(maxProperties);
  return { type, name, count: 0, rejected: 0, firstSeen: at, lastSeen: at, tree };
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name !== '';
}

function toSeen(source: string, { tree, ...record }: SchemaRecord): SeenEvent {
  return { source, ...record, properties: tree.snapshot() };
}
