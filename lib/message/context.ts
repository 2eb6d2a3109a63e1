import { RUNTIME } from './runtime.js';
import { VERSION } from './version.js';

/** What the client adds to the context of every message. */
export const LIBRARY: Readonly<Record<string, unknown>> = Object.freeze({
  name: 'waybill',
  version: VERSION,
});

/** The context of a call that brings none. Shared, so that it is written as JSON once. */
export const LIBRARY_CONTEXT: Readonly<Record<string, unknown>> = Object.freeze({
  library: LIBRARY,
});

/** The `integrations` of a call that brings none. */
export const NO_INTEGRATIONS: Readonly<Record<string, unknown>> = Object.freeze({});

/** What the client says about its sender, as Segment's client does. */
export const METADATA: Readonly<Record<string, unknown>> = RUNTIME;
