import { randomUUID } from 'node:crypto';
import type { Reason } from '../entry/reason.js';
import type { Source } from '../entry/source.js';
import type { MessageType } from '../entry/stored-message.js';
import type { EntryDraft, Journal } from '../store/journal.js';
import type { Counters } from '../store/stats.js';
import type { Body } from './body.js';
import { IdClaims } from './id-claims.js';
import { type Intake, ingestBatch, ingestMessage } from './ingest.js';
import type { SeenIds } from './seen-ids.js';
import type { Sources } from './sources.js';
import { writeKeyOf } from './write-key.js';

/** A request whose body came in whole. */
export interface Posted {
  readonly call: MessageType | 'batch';
  readonly authorization: string | undefined;
  readonly body: Exclude<Body, { kind: 'cut' }>;
  readonly receivedMs: number;
  readonly ip: string | undefined;
}

/** What a request is answered, and what of it was rejected. */
export interface Taken {
  /** What the service answers: 200 means taken, not kept. 503 where it can't be written. */
  readonly status: 200 | 400 | 503;
  readonly rejected: readonly {
    readonly index: number;
    readonly reason: Reason;
    readonly detail?: string;
  }[];
  /** Why it can't be written. */
  readonly trouble?: string;
}

export interface InboxOptions {
  readonly sources: Sources;
  readonly seen: SeenIds;
  readonly journal: Journal;
  readonly counters: Counters;
}

const TOO_DEEP = 'It is nested too deeply to be written.';

/** Takes requests: tells what becomes of each message, writes that down, and counts it. */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #claims: IdClaims;

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#claims = new IdClaims(options.seen);
  }

  /** Takes one request. Never rejects. */
  async take(posted: Posted): Promise<Taken> {
    const { body, receivedMs } = posted;
    const receivedAt = new Date(receivedMs).toISOString();
    if (body.kind !== 'read') {
      const { why, isRefused } = unreadable(body);
      const source = this.#options.sources.of(writeKeyOf(posted.authorization, {}));
      const intake = { kind: 'whole', reason: 'bad_request', why, messages: 1, isRefused } as const;
      return this.#keep({ source, receivedAt, receivedMs }, intake);
    }
    this.#options.counters.read(body.bytes);
    const source = this.#options.sources.of(writeKeyOf(posted.authorization, body.value));
    return this.#keep(
      { source, receivedAt, receivedMs },
      intakeOf(posted, body, { source, receivedAt }),
    );
  }

  async #keep(arrival: Arrived, intake: Intake): Promise<Taken> {
    const { journal, counters } = this.#options;
    const claim = this.#claims.begin();
    const isNew: IsNew = (id) => claim.take(id, arrival.receivedMs);
    const drafts =
      intake.kind === 'whole' ? [wholeDraft(arrival, intake)] : draftsOf(arrival, intake, isNew);
    try {
      await journal.add(drafts);
    } catch (error) {
      claim.lose();
      return { status: 503, rejected: [], trouble: (error as Error).message };
    }
    if (!claim.keep()) {
      return { status: 503, rejected: [], trouble: 'What it repeats was not kept.' };
    }
    for (const { outcome, reason } of drafts) counters.took(outcome, reason);
    if (intake.kind === 'whole') counters.rejected(intake.reason, intake.messages - 1);
    const rejected = drafts.flatMap(({ reason, detail }, index) =>
      reason === undefined ? [] : [{ index, reason, ...(detail === undefined ? {} : { detail }) }],
    );
    const isRefused = intake.kind === 'whole' && intake.isRefused;
    return { status: isRefused ? 400 : 200, rejected };
  }
}

interface Arrived {
  readonly source: Source | undefined;
  readonly receivedAt: string;
  readonly receivedMs: number;
}

/** Whether a message has not come before, by its id. */
type IsNew = (messageId: string) => boolean;

function intakeOf(
  { call, receivedMs, ip }: Posted,
  body: Body & { readonly kind: 'read' },
  { source, receivedAt }: Pick<Arrived, 'source' | 'receivedAt'>,
): Intake {
  const isFromDevice = source?.kind === 'web' || source?.kind === 'mobile';
  const arrival = { receivedMs, receivedAt, newId: randomUUID, ip, isFromDevice };
  return call === 'batch'
    ? ingestBatch(body.value, body.bytes, arrival)
    : ingestMessage(call, body.value, arrival);
}

/** The two kinds of request that the service answers with 400: too large, and no JSON. */
function unreadable(body: Exclude<Posted['body'], { kind: 'read' }>): {
  readonly why: string;
  readonly isRefused: boolean;
} {
  switch (body.kind) {
    case 'too-large':
      return { why: 'It is larger than the service takes.', isRefused: true };
    case 'broken':
      return { why: `It has ${body.why}.`, isRefused: true };
    case 'odd':
      return { why: 'It is JSON, but no object.', isRefused: false };
  }
}

function reasonAgainst(source: Source | undefined): Reason | undefined {
  if (source === undefined) return 'unknown_source';
  return source.enabled ? undefined : 'source_disabled';
}

function draftsOf(
  { source, receivedAt }: Arrived,
  { verdicts }: Intake & { readonly kind: 'messages' },
  isNew: IsNew,
): readonly EntryDraft[] {
  const turnedAway = reasonAgainst(source);
  const head = { source: source?.name ?? '', receivedAt };
  return verdicts.map(({ message, json, reason: own }): EntryDraft => {
    if (json === undefined) {
      const lost = { reason: 'bad_request', detail: TOO_DEEP, message: {}, json: '{}' } as const;
      return { ...head, outcome: 'rejected', ...lost };
    }
    const reason = turnedAway ?? own;
    if (reason !== undefined) return { ...head, outcome: 'rejected', reason, message, json };
    const outcome = isNew(String(message['messageId'])) ? 'accepted' : 'duplicate';
    // Written out: to spread an object costs more than all else here, for what most messages are.
    return { source: head.source, receivedAt, outcome, message, json };
  });
}

function wholeDraft(
  { source, receivedAt }: Arrived,
  { reason, why }: Intake & { kind: 'whole' },
): EntryDraft {
  const head = { source: source?.name ?? '', receivedAt, outcome: 'rejected' } as const;
  return { ...head, reason, detail: why, message: {}, json: '{}' };
}
