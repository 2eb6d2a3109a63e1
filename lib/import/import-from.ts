import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import type { RawMessage } from '../message/call.js';
import type { ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import type { ImportClient } from './intake-of.js';
import { MessageIds } from './message-id.js';
import type { ImportRecord } from './record.js';
import { runImport } from './run-import.js';

/** What can be imported: messages, records, or groups of either, as readers give them. */
export type Importable = Iterable<ImportItem> | AsyncIterable<ImportItem>;

type ImportItem = RawMessage | ImportRecord | readonly (RawMessage | ImportRecord)[];

/** Messages that are at hand are taken in groups, with a turn of the event loop between them. */
const GROUP = 500;

/**
 * Sends many messages through a client, as fast as it takes them and in constant memory: what readers give, or any messages of your
 * own. Resolves with the account when everything is settled; the client stays open.
 *
 * @example
 * const report = await importFrom(analytics, readNdjson('events.ndjson.gz'), { rate: 1_000 });
 * console.log(report.account);
 * @throws ValidationError for an option that is wrong. Rejects, after what was under way is settled, with what reading threw.
 */
export async function importFrom(
  client: ImportClient,
  messages: Importable,
  options: ImportOptions = {},
): Promise<ImportReport> {
  return runImport(client, groupsOf(messages, options.source), options);
}

function groupsOf(
  given: Importable,
  source: string | undefined,
): AsyncIterable<readonly ImportRecord[]> {
  const numbering = new Numbering(source);
  if (isAsync(given)) return groupsOfAsync(given, numbering);
  const isList = typeof given === 'object' && given !== null && Symbol.iterator in given;
  if (isList) return groupsOfList(given, numbering);
  throw new ValidationError({
    code: 'invalid',
    call: 'importFrom',
    field: 'messages',
    found: describe(given),
    expected: 'an iterable of messages, or what a reader gives',
  });
}

async function* groupsOfAsync(
  given: AsyncIterable<ImportItem>,
  numbering: Numbering,
): AsyncGenerator<readonly ImportRecord[]> {
  for await (const item of given) {
    yield isMany(item) ? item.map((one) => numbering.record(one)) : [numbering.record(item)];
  }
}

async function* groupsOfList(
  given: Iterable<ImportItem>,
  numbering: Numbering,
): AsyncGenerator<readonly ImportRecord[]> {
  let group: ImportRecord[] = [];
  for (const item of given) {
    for (const one of isMany(item) ? item : [item]) group.push(numbering.record(one));
    if (group.length < GROUP) continue;
    yield group;
    group = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
  yield group;
}

/** Makes records of messages: the place of each is its number. */
class Numbering {
  readonly #source: string;
  readonly #ids: MessageIds | undefined;
  #count = 0;

  constructor(source: string | undefined) {
    this.#source = source ?? 'messages';
    this.#ids = source === undefined ? undefined : new MessageIds(source);
  }

  record(item: RawMessage | ImportRecord): ImportRecord {
    if (isRecord(item)) return item;
    this.#count += 1;
    return {
      source: this.#source,
      unit: 'item',
      line: this.#count,
      end: this.#count,
      message: this.#withId(item),
    };
  }

  #withId(message: RawMessage): RawMessage {
    const { messageId = null } = (message ?? {}) as Partial<RawMessage>;
    if (this.#ids === undefined || messageId !== null) return message;
    try {
      const content = Buffer.from(JSON.stringify(message));
      return { ...message, messageId: this.#ids.of(String(this.#count), content) };
    } catch {
      // It can't be written as JSON, which the client says.
      return message;
    }
  }
}

function isAsync(given: Importable): given is AsyncIterable<ImportItem> {
  return typeof given === 'object' && given !== null && Symbol.asyncIterator in given;
}

function isMany(item: ImportItem): item is readonly (RawMessage | ImportRecord)[] {
  return Array.isArray(item);
}

function isRecord(item: RawMessage | ImportRecord): item is ImportRecord {
  if (typeof item !== 'object' || item === null || 'type' in item) return false;
  return 'source' in item && 'line' in item && 'end' in item;
}
