import type { Clock } from '../base/clock.js';
import type { AnalyticsError } from '../base/errors.js';
import type { Logger } from '../base/logger.js';
import type { HTTPClient, HTTPFetchFn } from '../delivery/http-client.js';
import type { HttpAgent } from '../delivery/http-transport.js';
import type { Transport } from '../delivery/transport.js';
import type { Message } from '../message/message.js';
import type { DropReason } from '../message/outcome.js';
import type { PluginLike, Step } from '../pipeline/plugin.js';
import type { Action, OnViolation } from '../plan/actions.js';
import type { PlanLike } from '../plan/plan-like.js';
import type { EmittedError } from './emitted-error.js';

/** Client credentials for OAuth 2.0 with a signed assertion, as Segment's client has them, which may be written to. */
export interface OAuthSettings {
  clientId: string;
  /** The private key in PEM; its public half is at the service. Signs with RS256. */
  clientKey: string;
  keyId: string;
  /** @default 'https://oauth2.segment.io' */
  authServer?: string | undefined;
  /** @default 'tracking_api:write' */
  scope?: string | undefined;
  /** Carries the requests for tokens; whatever carries the batches, where it is left out. */
  httpClient?: HTTPFetchFn | HTTPClient | undefined;
  /**
   * How often a batch asks for a token before it ends as `retries-spent`, where the server of tokens fails; 0 to 1 000, and
   * once at least. @default `maxRetries` of the client
   */
  maxRetries?: number | undefined;
}

/** The waits between retries. */
export interface RetryOptions {
  /** The longest first wait, in milliseconds; 1 to 600 000. @default 500 */
  readonly minTimeout?: number | undefined;
  /** No wait is longer, in milliseconds, unless the endpoint asks for it; 1 to 3 600 000. @default 60_000 */
  readonly maxTimeout?: number | undefined;
  /** How much longer each wait may be than the one before; 1 to 10. @default 2 */
  readonly factor?: number | undefined;
}

/** How a client holds its messages to a tracking plan. */
export interface PlanOptions {
  /** What `loadPlan` of `waybill/plan` gives. */
  readonly plan: PlanLike;
  /**
   * What becomes of a message that is not as planned: an action, or actions by call type, event and kind.
   * @default the settings of `sourceId` in the plan; 'warn' where there are none
   */
  readonly onViolation?: Action | OnViolation | undefined;
  /** The source that the client is, by its id in the plan: its settings and transformations count. */
  readonly sourceId?: string | undefined;
  /** The share of messages that are looked at, 0 to 1; the others pass. @default 1 */
  readonly sample?: number | undefined;
  /** Whether `where` of the plan says which destinations a message is for. @default true */
  readonly setsIntegrations?: boolean | undefined;
  /** A source that is sent the messages that are blocked, not those whose calls throw. What it leaves out is as for the client. */
  readonly forwardBlocked?: MirrorOptions | undefined;
}

/** Given messages that were not delivered, why, and the error, which has the status that was answered where there is one. */
export type DeadLetterFunction = (
  messages: readonly Message[],
  reason: DropReason,
  error: AnalyticsError,
) => unknown;

/** How messages are kept on the disk. Not in workers, which have none. */
export interface SpoolOptions {
  /** A folder for the spool alone; it is made where it is missing. Clients and processes may share it. */
  readonly folder: string;
  /**
   * `overflow` writes what can't be sent in time: whatever is left when the client is closed or the process ends, or when its
   * retries are spent, and what memory has no room for. `journal` writes every message when it is called, so that a crash loses
   * none that was written. @default 'overflow'
   */
  readonly mode?: 'overflow' | 'journal' | undefined;
  /**
   * When what was written is brought to the disk itself, so that it outlasts a crash of the machine: with its file (`close`),
   * every `fsyncInterval`, or at once (`always`), where all that is called meanwhile is brought together. A crash of the
   * process alone is outlasted in any case. @default 'interval'
   */
  readonly fsync?: 'close' | 'interval' | 'always' | undefined;
  /** In milliseconds; 1 to 60 000. @default 100 */
  readonly fsyncInterval?: number | undefined;
  /** How many bytes one client keeps there; 1 MiB to 1 TiB. Past it messages are dropped as without a spool. @default 536_870_912 */
  readonly maxBytes?: number | undefined;
  /** How old what is sent may be, in **seconds**; what is older is dropped as `deadline`. 1 to 31 536 000. @default 604_800 */
  readonly maxAge?: number | undefined;
  /** How many messages that lie there are sent a second; 0 to 1 000 000, and 0 sends none. @default 1_000 */
  readonly drainRate?: number | undefined;
}

/** What a client can be told. Only `writeKey` is needed. */
export interface AnalyticsOptions {
  /** The key of the source that the messages are for. No control characters. */
  readonly writeKey: string;
  /** Where batches go: an http or https URL. A path in it is kept. @default 'https://api.segment.io' */
  readonly host?: string | undefined;
  /** The path on the host. @default '/v1/batch' */
  readonly path?: string | undefined;
  /**
   * How many waiting messages start a send; 1 to 100 000. For 50 ms after a send messages gather instead, unless they fill a
   * batch. @default 20
   */
  readonly flushAt?: number | undefined;
  /** The old name of `flushAt`. @deprecated */
  readonly maxEventsInBatch?: number | undefined;
  /** The longest wait for a send to start, in milliseconds; 1 to 3 600 000. @default 10_000 */
  readonly flushInterval?: number | undefined;
  /** How many messages one request may carry; 1 to 2 500, which is the service's limit. @default 1_000 */
  readonly maxBatchSize?: number | undefined;
  /** How many bytes of JSON one request may carry; up to 10 MiB. The service takes 500 KB. @default 486_400 */
  readonly maxBatchBytes?: number | undefined;
  /** How many bytes of JSON one message may have; up to 1 MiB. The service takes 32 KB. @default 32_768 */
  readonly maxEventBytes?: number | undefined;
  /** How many messages may be unsettled at once, those on their way included; 1 to 10 000 000. @default 100_000 */
  readonly maxQueueSize?: number | undefined;
  /** How many bytes of JSON may be unsettled at once; up to 4 GiB. @default 67_108_864 */
  readonly maxQueueBytes?: number | undefined;
  /** How many requests may be out at once; 1 to 100. With 1 messages arrive in the order of their calls. @default 4 */
  readonly maxInFlight?: number | undefined;
  /** Compresses bodies of 1 KiB and more, at level 1, off the main thread. @default false */
  readonly gzip?: boolean | undefined;
  /**
   * How often a request is repeated, 429 included; 0 to 1 000. The default outlasts an outage of 4 to 9 minutes, which is longer
   * than the 10 of Segment's client, whose waits are longer. @default 15
   */
  readonly maxRetries?: number | undefined;
  readonly retry?: RetryOptions | undefined;
  /** For a whole exchange, in milliseconds: connecting, request, reply and its body; 1 to 600 000. @default 10_000 */
  readonly httpRequestTimeout?: number | undefined;
  /** The longest life of a batch that meets faults, in **seconds**; 1 to 604 800. @default 43_200 */
  readonly maxTotalBackoffDuration?: number | undefined;
  /** The longest life of a batch that meets 429, in **seconds**; 1 to 604 800. @default 43_200 */
  readonly maxRateLimitDuration?: number | undefined;
  /** How long `close()` waits when it is told nothing, in milliseconds; 0 to 3 600 000. @default 75_000 */
  readonly closeTimeout?: number | undefined;
  /**
   * What a call that breaks the Spec or can't be serialised does: `throw`, or `drop`, which tells the callback, the receipt
   * and the `'error'` event. @default 'throw'; 'drop' where NODE_ENV is 'production'
   */
  readonly onInvalid?: 'throw' | 'drop' | undefined;
  /** Takes every call and sends nothing: its outcome is dropped as `filtered`. @default false */
  readonly disable?: boolean | undefined;
  /** The opposite of `disable`, as Segment's legacy client has it. */
  readonly enable?: boolean | undefined;
  /** A first listener of `'error'`, as Segment's legacy client has it. */
  readonly errorHandler?: ((error: EmittedError) => unknown) | undefined;
  /** A function like `fetch`, or an object with `makeRequest`, in the place of node-fetch. */
  readonly httpClient?: HTTPFetchFn | HTTPClient | undefined;
  /** Carries requests in a way of its own. */
  readonly transport?: Transport | undefined;
  /** The agent that node-fetch uses: connection pooling, TLS and proxies are its business. */
  readonly agent?: HttpAgent | undefined;
  readonly oauthSettings?: OAuthSettings | undefined;
  /** Plugins, and functions that every message passes, in this order within each type. */
  readonly plugins?: readonly (PluginLike | Step)[] | undefined;
  /**
   * How long a plugin may take to load, and an asynchronous handler for one message, in milliseconds; 1 to 600 000.
   * @default 10_000
   */
  readonly pluginTimeout?: number | undefined;
  /** How many messages may be in asynchronous plugins at once; others wait. 1 to 10 000. @default 100 */
  readonly maxInPlugins?: number | undefined;
  /** A tracking plan that messages are held to, after plugins and before anything is sent. */
  readonly plan?: PlanOptions | undefined;
  /** A second endpoint that gets every message as well, with a queue and an account of its own. */
  readonly mirror?: MirrorOptions | undefined;
  /**
   * Keeps a serverless runtime awake, as `waitUntil` of Vercel and Cloudflare do: it is given a promise soon after a call,
   * which is settled when that call and those that came after it within 50 to 500 ms are, or after `closeTimeout`.
   */
  readonly waitUntil?: ((work: Promise<unknown>) => unknown) | undefined;
  /**
   * Given whatever was accepted and is not delivered, but for what was filtered on purpose: a function; or a file, to which each
   * message is added as a line of JSON with the reason and the status of the reply, and which `waybill replay` sends again.
   */
  readonly deadLetter?: DeadLetterFunction | string | undefined;
  /**
   * A folder in which messages are kept that can't be sent before the client is closed, or that memory has no room for. The next
   * client with the same write key sends them. @default none
   */
  readonly spool?: string | SpoolOptions | undefined;
  /** Where the client writes what it does. @default silent, unless NODE_DEBUG=waybill */
  readonly logger?: Logger | undefined;
  /** Where time comes from. For tests. */
  readonly clock?: Clock | undefined;
}

/** The options in the form of Segment's client: they may be written to. */
export type AnalyticsSettings = {
  -readonly [Name in keyof AnalyticsOptions]: AnalyticsOptions[Name];
};

/** What does not concern an endpoint, but the client as a whole. */
export const NOT_FOR_MIRROR = [
  'closeTimeout',
  'pluginTimeout',
  'maxInPlugins',
  'disable',
  'enable',
  'onInvalid',
  'plugins',
  'plan',
  'mirror',
  'errorHandler',
  'waitUntil',
  'deadLetter',
  'spool',
  'logger',
  'clock',
] as const satisfies readonly (keyof AnalyticsOptions)[];

/** What a mirror can be told: the same as the client, for its endpoint and for what waits for it. */
export interface MirrorOptions extends Omit<AnalyticsOptions, (typeof NOT_FOR_MIRROR)[number]> {}
