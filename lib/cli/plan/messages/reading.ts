import { MAX_DEPTH } from '../../../base/exact-json.js';
import { messageTypeOf } from '../../../message/message.js';
import { type Place, placeText } from './place.js';

export type Message = Readonly<Record<string, unknown>>;

/** Why something that was read could not be used. */
export type FaultKind = 'no-json' | 'no-utf8' | 'too-long' | 'too-deep' | 'no-message';

export interface Faults {
  readonly count: number;
  /** Where the first of them are. */
  readonly places: readonly Place[];
}

/** What was read. */
export interface ReadingReport {
  readonly messages: number;
  readonly lines: number;
  readonly bytes: number;
  /** Entries of a workspace that it did not keep: rejected, or sent before. */
  readonly notAccepted: number;
  readonly faults: { readonly [Kind in FaultKind]?: Faults };
}

/** How many places are told of each kind. */
const MAX_PLACES = 5;

/** Finds the messages in what was read, whatever they are wrapped in, and counts what can't be used. */
export class Reading implements ReadingReport {
  messages = 0;
  lines = 0;
  bytes = 0;
  notAccepted = 0;
  readonly faults: { [Kind in FaultKind]?: { count: number; readonly places: Place[] } } = {};
  readonly #onMessage: (message: Message, place: Place) => void;

  constructor(onMessage: (message: Message, place: Place) => void) {
    this.#onMessage = onMessage;
  }

  /** Takes a value that was read: a message, an entry of a workspace, or several of them in a list or the body of a request. */
  take(value: unknown, place: Place): void {
    const inner = innerOf(value);
    if (inner === undefined) this.#takeOne(value, place);
    else for (const one of inner) this.#takeOne(one, place);
  }

  fault(kind: FaultKind, place: Place): void {
    const faults = this.faults[kind] ?? { count: 0, places: [] };
    this.faults[kind] = faults;
    faults.count += 1;
    if (faults.places.length < MAX_PLACES) faults.places.push(place);
  }

  #takeOne(value: unknown, place: Place): void {
    if (messageTypeOf(value) !== undefined) {
      this.#takeMessage(value as Message, place);
      return;
    }
    const { outcome, message } = isObject(value) ? value : NOTHING;
    if (typeof outcome !== 'string' || !isObject(message)) this.fault('no-message', place);
    else if (outcome !== 'accepted') this.notAccepted += 1;
    else if (messageTypeOf(message) === undefined) this.fault('no-message', place);
    else this.#takeMessage(message, place);
  }

  #takeMessage(message: Message, place: Place): void {
    if (isDeeper(message, MAX_DEPTH)) {
      this.fault('too-deep', place);
      return;
    }
    this.messages += 1;
    this.#onMessage(message, place);
  }
}

const NOTHING: Message = {};

/** The messages of a list, or of what clients post to /v1/batch. */
export function innerOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const { type, batch } = isObject(value) ? value : NOTHING;
  return type === undefined && Array.isArray(batch) ? batch : undefined;
}

export function isObject(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether objects and arrays are nested deeper than so many levels. No client sends such a message. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

const SENTENCES: Readonly<Record<FaultKind, readonly [one: string, several: string]>> = {
  'no-json': ['is no JSON', 'are no JSON'],
  'no-utf8': ['is no UTF-8', 'are no UTF-8'],
  'too-long': ['is longer than 1 MB', 'are longer than 1 MB'],
  'too-deep': [
    `is nested more than ${MAX_DEPTH} levels deep`,
    `are nested more than ${MAX_DEPTH} levels deep`,
  ],
  'no-message': [
    'has no message of one of the six calls',
    'have no message of one of the six calls',
  ],
};

/** What could not be used, a sentence a kind: `events.ndjson:3 is no JSON; skipped.` */
export function faultLines({ faults }: ReadingReport): readonly string[] {
  return Object.entries(faults).map(([kind, { count, places }]) => {
    const [one, several] = SENTENCES[kind as FaultKind];
    const more = count > places.length ? ` and ${count - places.length} more` : '';
    return `${places.map(placeText).join(', ')}${more} ${count === 1 ? one : several}; skipped.`;
  });
}

/** How many things that were read could not be used. */
export function faultCount({ faults }: ReadingReport): number {
  return Object.values(faults).reduce((sum, { count }) => sum + count, 0);
}
