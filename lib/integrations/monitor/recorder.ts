import { createHmac, randomBytes } from 'node:crypto';
import type { AnalyticsError } from '../../base/errors.js';
import type { Analytics } from '../../client/analytics.js';
import type { DroppedTold, EndedTold, RefusedTold } from '../../client/channels.js';
import type { ObservedMessage } from '../../client/observed-message.js';
import { subscribeTo } from '../subscriptions.js';
import { type Ended, Timeline } from './timeline.js';

/** How a message ended, as the view shows it. */
export interface Recorded {
  readonly at: string;
  readonly status: Ended;
  readonly reason?: string;
  readonly messageId?: string;
  readonly type?: string;
  /** The name of the event, page or screen. */
  readonly name?: string;
  /** Who it is about: where it is redacted, a hash that is another one for each view. */
  readonly user?: string;
  /** From the call to the outcome. */
  readonly tookMs?: number;
  readonly attempts?: number;
  readonly error?: RecordedError;
  /** The message itself, unless it is redacted. */
  readonly message?: object;
}

/** An error, with its text unless it is redacted: that may quote what was sent. */
export interface RecordedError {
  readonly name: string;
  readonly code: string;
  readonly status?: number;
  readonly attempts?: number;
  readonly call?: string;
  readonly field?: string;
  readonly text?: string;
}

/** What went wrong for one reason. */
export interface ErrorGroup {
  readonly status: 'dropped' | 'refused';
  readonly reason: string;
  readonly count: number;
  readonly lastAt: string;
  readonly sample: Recorded;
}

export interface RecorderOptions {
  readonly isRedacted: boolean;
  /** How many outcomes are kept. */
  readonly limit: number;
}

/** What is made when it is first looked at. */
type Lazy = () => Recorded;

const HASH_CHARACTERS = 8;

/** Keeps what is shown of a client's messages: the last outcomes, errors by reason, rates and times. */
export class Recorder {
  readonly timeline = new Timeline(Math.random);
  readonly end: () => void;
  readonly #options: RecorderOptions;
  readonly #key = randomBytes(16);
  /** The oldest first. Messages are read when somebody looks at them. */
  #outcomes: Lazy[] = [];
  readonly #groups = new Map<string, Omit<ErrorGroup, 'sample'> & { readonly sample: Lazy }>();

  constructor(client: Analytics, options: RecorderOptions) {
    this.#options = options;
    this.end = subscribeTo(client, {
      'waybill:delivered': (told) => {
        const { destination, attempts } = told;
        if (destination === undefined) this.#record('delivered', told, { attempts });
      },
      'waybill:spooled': (told) => {
        if (told.destination === undefined) this.#record('spooled', told, {});
      },
      'waybill:dropped': (told) => {
        if (told.destination === undefined) this.#dropped(told);
      },
      'waybill:refused': (told) => {
        if (told.destination === undefined) this.#refused(told);
      },
    });
  }

  /** The newest first. */
  get outcomes(): readonly Recorded[] {
    return this.#outcomes.map((outcome) => outcome()).toReversed();
  }

  /** The most frequent first. */
  get groups(): readonly ErrorGroup[] {
    return [...this.#groups.values()]
      .map(({ sample, ...group }) => ({ ...group, sample: sample() }))
      .toSorted((one, other) => other.count - one.count);
  }

  #dropped(told: DroppedTold): void {
    const { messages, at, reason } = told;
    if (reason === 'filtered') {
      this.#record('dropped', told, { reason });
      return;
    }
    this.#record('dropped', told, { reason, error: this.#errorOf(told.error) });
    const sample = this.#outcomes.at(-1);
    if (sample === undefined) return;
    const lastAt = new Date(at).toISOString();
    this.#group({ status: 'dropped', reason, count: messages.length, lastAt, sample });
  }

  #refused({ reason, messageId, error, at }: RefusedTold): void {
    this.timeline.ended('refused', 1, at);
    const recorded: Recorded = {
      at: new Date(at).toISOString(),
      status: 'refused',
      reason,
      ...(messageId === undefined ? {} : { messageId }),
      error: this.#errorOf(error),
    };
    const sample = (): Recorded => recorded;
    this.#keep([sample]);
    this.#group({ status: 'refused', reason, count: 1, lastAt: recorded.at, sample });
  }

  #record(status: Ended, told: EndedTold, more: Partial<Recorded>): void {
    const { messages, at: endedMs } = told;
    this.timeline.ended(status, messages.length, endedMs);
    for (const { calledAt } of messages) {
      // Clocks may be set back.
      if (calledAt !== undefined) this.timeline.took(Math.max(0, endedMs - calledAt), endedMs);
    }
    const at = new Date(endedMs).toISOString();
    // Only those that are kept are read.
    const kept = [...messages].slice(-this.#options.limit);
    this.#keep(
      kept.map((message) => {
        let made: Recorded | undefined;
        return () => {
          made ??= { at, status, ...more, ...this.#facts(message, endedMs) };
          return made;
        };
      }),
    );
  }

  #keep(outcomes: readonly Lazy[]): void {
    this.#outcomes = [...this.#outcomes, ...outcomes].slice(-this.#options.limit);
  }

  #group(added: Omit<ErrorGroup, 'sample'> & { readonly sample: Lazy }): void {
    const key = `${added.status} ${added.reason}`;
    const before = this.#groups.get(key)?.count ?? 0;
    this.#groups.set(key, { ...added, count: before + added.count });
  }

  #facts(observed: ObservedMessage, endedMs: number): Partial<Recorded> {
    const { messageId, type, calledAt } = observed;
    const took = calledAt === undefined ? {} : { tookMs: Math.max(0, endedMs - calledAt) };
    const message = observed.message() as Readonly<Record<string, unknown>> | undefined;
    if (message === undefined) return { messageId, type, ...took };
    const name = message['event'] ?? message['name'];
    const user = message['userId'] ?? message['anonymousId'];
    return {
      messageId,
      type,
      ...took,
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof user === 'string' ? { user: this.#userOf(user) } : {}),
      ...(this.#options.isRedacted ? {} : { message }),
    };
  }

  #userOf(id: string): string {
    if (!this.#options.isRedacted) return id;
    const hash = createHmac('sha256', this.#key).update(id).digest('hex');
    return `#${hash.slice(0, HASH_CHARACTERS)}`;
  }

  #errorOf(error: AnalyticsError): RecordedError {
    const { name, code, message } = error;
    const { status, attempts, call, field } = error as Partial<RecordedError>;
    return {
      name,
      code,
      ...(status === undefined ? {} : { status }),
      ...(attempts === undefined ? {} : { attempts }),
      ...(call === undefined ? {} : { call }),
      ...(field === undefined ? {} : { field }),
      ...(this.#options.isRedacted ? {} : { text: message }),
    };
  }
}
