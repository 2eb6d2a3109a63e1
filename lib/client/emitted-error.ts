import type { AnalyticsError } from '../base/errors.js';
import type { Context } from '../pipeline/context.js';

/** What the `'error'` event says. `ctx` is there where the error is about one accepted message alone. */
export type EmittedError = AnalyticsError & { readonly ctx?: Context };
