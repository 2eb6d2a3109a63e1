import { describe } from '../base/describe.js';
import type { ViolationEvent } from '../client/events.js';
import type { MessageType } from '../message/message.js';
import type { AnyEvents } from '../plan/planned.js';
import type { EventName } from '../plan/planned-call.js';
import { differences } from './differences.js';
import { failureOf } from './failure-of.js';
import { missingText } from './failure-text.js';
import { checkOptions, mistake } from './given.js';
import { accountOf, LEDGER, type Ledger } from './ledger.js';
import type {
  DroppedCall,
  Kept,
  RecordedByType,
  RecordedMessage,
  RecordedTrack,
  RefusedCall,
} from './recorded.js';
import { type Sought, soughtText, wantedOf } from './sought.js';

export interface WaitOptions {
  /** How long to wait, in milliseconds of real time. @default 1_000 */
  readonly timeout?: number | undefined;
}

// As they are when this is loaded: fake timers of a test runner come later.
const startTimer = setTimeout;
const stopTimer = clearTimeout;

/** What a client under test was called with, and what became of it. */
export class Recorder<Plan extends object = AnyEvents> {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    // Not for a log: what it shows is in its getters.
    Object.defineProperty(this, LEDGER, { value: ledger });
  }

  /**
   * The messages as they were sent or will be, in the order of their calls: checked, and changed by plugins and plan. A message is
   * there as soon as its call is over, unless a plugin takes its time.
   */
  get calls(): readonly RecordedMessage<Plan>[] {
    return this.#messages();
  }

  /** Accepted messages that ended undelivered, with why: by a plugin, a plan, or the endpoint. Whoever reads it has heard of them. */
  get dropped(): readonly DroppedCall<Plan>[] {
    return this.#ledger.drops.map((trouble) => {
      trouble.isHeard = true;
      return trouble.what as DroppedCall<Plan>;
    });
  }

  /** Calls that were not taken, those that threw among them, with why. Whoever reads it has heard of them. */
  get refused(): readonly RefusedCall[] {
    return this.#ledger.refusals.map((trouble) => {
      trouble.isHeard = true;
      return trouble.what;
    });
  }

  /** What the plan of the client found, whatever became of the message. */
  get violations(): readonly ViolationEvent[] {
    return [...this.#ledger.violations];
  }

  /** The messages of one of the six types. */
  of<Type extends MessageType>(type: Type): readonly RecordedByType<Plan>[Type][] {
    const all: readonly RecordedMessage<Plan>[] = this.#messages();
    return all.filter((message): message is RecordedByType<Plan>[Type] => message.type === type);
  }

  /** The first track call of that event; nothing, where there is none. */
  find<Name extends EventName<Plan>>(event: Name): RecordedTrack<Plan, Name> | undefined;
  /** The first call that has these fields, or of which the function says yes. */
  find(sought: Exclude<Sought<Plan>, string>): RecordedMessage<Plan> | undefined;
  find(sought: Sought<Plan>): RecordedMessage<Plan> | undefined {
    const isMet = meets('find', sought);
    const kept = this.#ledger.made.find(isMet);
    return kept === undefined ? undefined : found<Plan>(kept);
  }

  /** The same, as soon as there is one. @throws Error with the nearest call, where there is none in time */
  waitFor<Name extends EventName<Plan>>(
    event: Name,
    options?: WaitOptions,
  ): Promise<RecordedTrack<Plan, Name>>;
  waitFor(
    sought: Exclude<Sought<Plan>, string>,
    options?: WaitOptions,
  ): Promise<RecordedMessage<Plan>>;
  async waitFor(sought: Sought<Plan>, options: WaitOptions = {}): Promise<RecordedMessage<Plan>> {
    checkOptions('waitFor', options, ['timeout']);
    const { timeout = 1_000 } = options;
    if (typeof timeout !== 'number' || !(timeout >= 0)) {
      const expected = 'a number of milliseconds, 0 or more';
      throw mistake('waitFor', 'timeout', { found: describe(timeout), expected });
    }
    const failure = failureOf(this.waitFor);
    const isMet = meets('waitFor', sought);
    const kept = this.#ledger.made.find(isMet) ?? (await this.#wait(isMet, timeout));
    if (kept !== undefined) return found<Plan>(kept);
    const wanted = wantedOf(sought);
    const why =
      wanted === undefined
        ? `No call is like this: ${soughtText(sought)}.`
        : missingText(wanted, accountOf(this.#ledger));
    throw failure(`waitFor: nothing came within ${timeout} ms. ${why}`);
  }

  /** Forgets what was recorded. What is still pending stays so. */
  clear(): void {
    this.#ledger.clear();
  }

  #messages(): RecordedMessage<Plan>[] {
    return this.#ledger.made.flatMap(({ message }) =>
      message === undefined ? [] : [message as RecordedMessage<Plan>],
    );
  }

  #wait(isMet: (kept: Kept) => boolean, timeout: number): Promise<Kept | undefined> {
    return new Promise((resolve) => {
      const finish = (kept?: Kept): void => {
        stopTimer(timer);
        stopListening();
        resolve(kept);
      };
      const timer = startTimer(finish, timeout);
      const stopListening = this.#ledger.onMade((kept) => {
        if (isMet(kept)) finish(kept);
      });
    });
  }
}

function meets<Plan extends object>(call: string, sought: Sought<Plan>): (kept: Kept) => boolean {
  if (!['string', 'object', 'function'].includes(typeof sought) || sought === null) {
    const expected = 'an event, an object of fields, or a function';
    throw mistake(call, 'sought', { found: describe(sought), expected });
  }
  if (typeof sought === 'function') {
    return ({ message }) => message !== undefined && sought(message as RecordedMessage<Plan>);
  }
  const wanted = typeof sought === 'string' ? { type: 'track', event: sought } : sought;
  return ({ message }) => message !== undefined && differences(wanted, message).length === 0;
}

function found<Plan extends object>(kept: Kept): RecordedMessage<Plan> {
  kept.isAsserted = true;
  return kept.message as RecordedMessage<Plan>;
}
