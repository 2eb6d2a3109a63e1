import { dset } from 'dset';
import { v4 as uuid } from 'uuid';
import type { SegmentEvent } from '../message/segment-event.js';
import { ContextCancelation } from './cancelation.js';
import { ContextLogger, ContextStats, type LogLevel, type LogMessage } from './context-log.js';

const BRAND = Symbol.for('waybill.context');

/** A context as JSON, in the shape that Segment's client gives it. */
export interface SerializedContext {
  readonly id: string;
  readonly event: SegmentEvent;
  readonly attempts: number;
  readonly logs: readonly LogMessage[];
  readonly metrics: readonly object[];
}

/** What a context is made of where its message is text yet. */
export interface ContextSource {
  readonly id: string;
  readonly attempts: number;
  /** The message as JSON. */
  readonly text: () => string;
  readonly logger: ContextLogger | undefined;
}

/** A message on its way, and what is known of it: what plugins, callbacks and listeners get. */
export class Context {
  /** The id of the message. */
  readonly id: string;
  /** How many requests carried it, or how often a destination was given it. */
  attempts = 0;
  #event: SegmentEvent;
  #text: (() => string) | undefined;
  #logger: ContextLogger | undefined;
  #stats: ContextStats | undefined;
  #failure: { reason: unknown } | undefined;

  constructor(event: SegmentEvent, id?: string, stats?: ContextStats, logger?: ContextLogger) {
    this.#event = event;
    this.id = id ?? event.messageId ?? uuid();
    this.#stats = stats;
    this.#logger = logger;
  }

  /** A context that concerns no message: what `load` of a plugin is given. */
  static system(): Context {
    return new Context({ type: 'track', event: 'system', properties: {} });
  }

  /** A context whose message is parsed when it is first read. */
  static ofText({ id, attempts, text, logger }: ContextSource): Context {
    const context = new Context(UNREAD, id, undefined, logger);
    context.#text = text;
    context.attempts = attempts;
    return context;
  }

  /** Tells contexts from other values, whichever copy of the package (ESM or CommonJS) made them. */
  static isContext(value: unknown): value is Context {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  get [BRAND](): true {
    return true;
  }

  /** The message. It is a copy: whatever is written to it never reaches the caller's objects. */
  get event(): SegmentEvent {
    if (this.#text !== undefined) {
      this.#event = JSON.parse(this.#text()) as SegmentEvent;
      this.#text = undefined;
    }
    return this.#event;
  }

  set event(event: SegmentEvent) {
    this.#text = undefined;
    this.#event = event;
  }

  get logger(): ContextLogger {
    this.#logger ??= new ContextLogger();
    return this.#logger;
  }

  get stats(): ContextStats {
    this.#stats ??= new ContextStats();
    return this.#stats;
  }

  /** Whether two contexts are about the same message. */
  isSame(other: Context): boolean {
    return other.id === this.id;
  }

  /**
   * Writes to the message: `path` has dots, and what lacks on the way is made. Nothing is written below an integration that
   * is set to false.
   */
  updateEvent(path: string, value: unknown): SegmentEvent {
    const { event } = this;
    const steps = stepsOf(path);
    const [field, integration = ''] = steps;
    if (field === 'integrations' && event.integrations?.[integration] === false) return event;
    dset(event, steps as string[], value);
    return event;
  }

  /** Drops the message on purpose, or for the error that is given. */
  cancel(error?: Error | ContextCancelation): never {
    throw error ?? new ContextCancelation({ reason: 'Context Cancel' });
  }

  /** Keeps a line with the context; it is printed nowhere. */
  log(level: LogLevel, message: string, extras?: object): void {
    this.logger.log(level, message, extras);
  }

  /** The lines that were logged. */
  logs(): LogMessage[] {
    return this.#logger?.logs ?? [];
  }

  /** Why the message was not delivered, where it was not. */
  failedDelivery(): { reason: unknown } | undefined {
    return this.#failure;
  }

  setFailedDelivery(failure: { reason: unknown }): void {
    this.#failure = failure;
  }

  /** Forgets what was logged. Segment's client prints it, this one prints nothing. */
  flush(): void {
    this.#logger?.flush();
    this.#stats?.flush();
  }

  toJSON(): SerializedContext {
    const { id, event, attempts } = this;
    return { id, event, attempts, logs: this.logs(), metrics: this.#stats?.metrics ?? [] };
  }
}

// Programs write few paths, over and over: each is taken apart once. Bounded, since paths can be made up.
const MAX_KNOWN_PATHS = 1_000;
const knownPaths = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  let steps = knownPaths.get(path);
  if (steps === undefined) {
    steps = path.split('.');
    if (knownPaths.size < MAX_KNOWN_PATHS && path.length <= 200) knownPaths.set(path, steps);
  }
  return steps;
}

const UNREAD: SegmentEvent = Object.freeze({ type: 'track' });

/** What was logged with a context, if anything was: asking makes nothing. */
export function loggerOf(context: Context): ContextLogger | undefined {
  return context.logs().length > 0 ? context.logger : undefined;
}
