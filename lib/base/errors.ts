const BRAND = Symbol.for('waybill.error');

/**
 * The parent of every error that Waybill makes. `code` is stable and meant for programs, `message` is for people: it says
 * where, what was found and what to do.
 */
export class AnalyticsError extends Error {
  override readonly name: string = 'AnalyticsError';
  readonly code: string;

  constructor(message: string, details: { readonly code: string; readonly cause?: unknown }) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** The error itself: listeners that were written for Segment's client look for it here. */
  get reason(): Error {
    return this;
  }

  /** Tells Waybill's errors from others, whichever copy of the package (ESM or CommonJS) made them. */
  static isAnalyticsError(value: unknown): value is AnalyticsError {
    return value instanceof Error && BRAND in value;
  }
}

/** Why a call was not taken. */
export type ValidationCode = 'invalid' | 'unserializable' | 'too-large';

/** What a {@link ValidationError} is made of. */
export interface ValidationDetails {
  readonly code: ValidationCode;
  /** The method that was called, or `Analytics` for the constructor. */
  readonly call: string;
  /** The field at fault, as a path: `properties.items[2].price`. */
  readonly field: string;
  /** What was found there, in words. */
  readonly found: string;
  /** What would have been right, in words. */
  readonly expected: string;
  readonly cause?: unknown;
}

/** A mistake in what was passed: an option of the constructor, or a call that cannot be sent as it is. */
export class ValidationError extends AnalyticsError {
  override readonly name = 'ValidationError';
  declare readonly code: ValidationCode;
  readonly call: string;
  readonly field: string;
  readonly found: string;
  readonly expected: string;

  constructor(details: ValidationDetails) {
    super(
      `${details.call}: ${details.field} must be ${details.expected}; found ${details.found}.`,
      details,
    );
    this.call = details.call;
    this.field = details.field;
    this.found = details.found;
    this.expected = details.expected;
  }
}

/** What a {@link DeliveryError} is made of. */
export interface DeliveryDetails {
  readonly code: string;
  readonly messageIds: readonly string[];
  readonly attempts: number;
  readonly status?: number | undefined;
  readonly destination?: string | undefined;
  readonly cause?: unknown;
}

/** Messages that could not be delivered or taken, and why. It never holds a request, a reply or a header. */
export class DeliveryError extends AnalyticsError {
  override readonly name = 'DeliveryError';
  /** The messages it is about. */
  readonly messageIds: readonly string[];
  /** How many requests carried them. */
  readonly attempts: number;
  /** The last status that the endpoint answered, where it answered. */
  readonly status?: number;
  /** The destination plugin, or `mirror`, that the messages were not delivered to, where it is not the endpoint. */
  declare readonly destination?: string;

  constructor(message: string, details: DeliveryDetails) {
    super(message, details);
    this.messageIds = details.messageIds;
    this.attempts = details.attempts;
    if (details.status !== undefined) this.status = details.status;
    if (details.destination !== undefined) this.destination = details.destination;
  }
}

/** A plugin that could not be loaded or unloaded. The client goes on without it. */
export class PluginError extends AnalyticsError {
  override readonly name = 'PluginError';
  /** The name of the plugin. */
  readonly plugin: string;

  constructor(plugin: string, what: string, cause: Error) {
    super(`The plugin "${plugin}" ${what}: ${cause.message}`, { code: 'plugin-failed', cause });
    this.plugin = plugin;
  }
}

const LONGEST_CAUSE = 200;

/**
 * A copy of an error with its name, message and code alone; with the code of its cause, where it has none, since `fetch` tells
 * no more itself. Errors of HTTP clients carry their request, with the key and everything, and must not travel on.
 */
export function plainError(error: unknown, mask: (text: string) => string): Error {
  const { name, message, code } = readError(error);
  const copy = new Error(mask(message).slice(0, LONGEST_CAUSE));
  copy.name = name;
  return code === undefined ? copy : Object.assign(copy, { code });
}

interface Coded {
  readonly code?: unknown;
}

interface ErrorText {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

function readError(error: unknown): ErrorText {
  const unreadable = { name: 'Error', message: 'Something that is no error was thrown.' };
  try {
    if (!(error instanceof Error)) return unreadable;
    const { name, message, cause } = error;
    const { code = (cause as Coded | null | undefined)?.code } = error as Coded;
    const text = { name: String(name), message: String(message) };
    return typeof code === 'string' ? { ...text, code } : text;
  } catch {
    // A proxy that throws, or one that was revoked.
    return unreadable;
  }
}
