import { randomUUID } from 'node:crypto';
import type { Body } from './body.js';
import type { MessageType } from './check.js';
import { hasOversizedItem, type Intake, ingestBatch, ingestMessage } from './ingest.js';
import type { JsonObject } from '../entry/json-object.js';
import type { Settings } from '../options.js';
import { SeenIds } from './seen-ids.js';
import type { Counters } from '../store/stats.js';
import { Store } from '../store/store.js';
import { writeKeyOf } from './write-key.js';

/** A request whose body came in whole. */
export interface Posted {
  readonly call: MessageType | 'batch';
  readonly authorization: string | undefined;
  readonly body: Exclude<Body, { kind: 'cut' }>;
  readonly receivedMs: number;
}

/** Takes requests, keeps what is fit to be kept, and counts the rest. */
export class Inbox {
  readonly store: Store;
  readonly #seen: SeenIds;
  readonly #writeKeys: ReadonlySet<string> | undefined;
  readonly #counters: Counters;

  constructor(settings: Settings, counters: Counters) {
    this.store = new Store(settings.maxMessages);
    this.#seen = new SeenIds(settings.maxMessageIds);
    this.#writeKeys = settings.writeKeys;
    this.#counters = counters;
  }

  /** Takes one request. Says what the service answers: 200 means taken, not kept. */
  take({ call, authorization, body, receivedMs }: Posted): 200 | 400 {
    if (body.kind === 'too-large' || body.kind === 'broken') return this.#refuse();
    this.#counters.read(body.bytes);
    if (body.kind === 'odd') {
      this.#counters.rejected('bad_request', 1);
      return 200;
    }
    if (call === 'batch' && hasOversizedItem(body.value, body.bytes)) return this.#refuse();
    const arrival = { receivedMs, newId: randomUUID };
    const intake =
      call === 'batch'
        ? ingestBatch(body.value, arrival)
        : ingestMessage(call, body.value, arrival);
    if (this.#isKnown(authorization, body.value)) this.#keep(intake);
    else this.#turnAway(intake);
    return 200;
  }

  /** The two kinds of request that the service answers with 400: too large, and no JSON. */
  #refuse(): 400 {
    this.#counters.rejected('bad_request', 1);
    return 400;
  }

  #isKnown(authorization: string | undefined, body: JsonObject): boolean {
    const writeKey = writeKeyOf(authorization, body);
    return writeKey !== undefined && (this.#writeKeys?.has(writeKey) ?? true);
  }

  #keep({ messages, rejected }: Intake): void {
    for (const reason of rejected) this.#counters.rejected(reason, 1);
    for (const message of messages) {
      if (this.#seen.add(message.messageId)) {
        this.#counters.unique += 1;
        this.store.add(message);
      } else {
        this.#counters.duplicates += 1;
      }
    }
  }

  #turnAway({ messages, rejected }: Intake): void {
    this.#counters.rejected('unknown_source', messages.length + rejected.length);
  }
}
