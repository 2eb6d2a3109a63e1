import type {
  AliasCall,
  GroupCall,
  IdentifyCall,
  PageCall,
  ScreenCall,
  TrackCall,
} from '../message/call.js';
import type { Message } from '../message/message.js';
import type { Context } from './context.js';

/**
 * When a plugin runs. `before` and `enrichment` plugins may change or drop a message, in this order; a `destination` is
 * given every message that passed them, and runs apart; `after` plugins are told of the end of each message that was sent;
 * a `utility` is loaded and sees no messages.
 */
export type PluginType = 'before' | 'enrichment' | 'destination' | 'after' | 'utility';

/** What a handler gives back: the context, `null` to drop the message as `filtered`, or a promise of either. */
export type HandlerResult = Context | null | undefined | Promise<Context | null | undefined>;

/** A plugin, in the shape of Segment's client. Only `name` and `type` are needed. */
export interface PluginLike {
  /** Told in errors, and what `deregister` takes. One of each name can be registered. */
  readonly name: string;
  readonly type: PluginType;
  readonly version?: string | undefined;
  /** Other names by which the `integrations` of a message may mean this destination. */
  readonly alternativeNames?: readonly string[] | undefined;
  /** For `before` and `enrichment`: what becomes of a message that the plugin fails for. @default 'drop' */
  readonly onError?: 'drop' | 'send' | undefined;
  /** For a `destination`: the bounds of its queue and its retries. */
  readonly queue?: DestinationQueue | undefined;
  isLoaded?(): boolean;
  /** Called once, before the first message. Calls that are made meanwhile wait, for `pluginTimeout` at most. */
  load?(context: Context, analytics: PluginClient): unknown;
  /** Awaited after `load`. */
  ready?(): unknown;
  /** Called when the plugin is deregistered. */
  unload?(context: Context, analytics: PluginClient): unknown;
  identify?(context: Context): HandlerResult;
  track?(context: Context): HandlerResult;
  page?(context: Context): HandlerResult;
  screen?(context: Context): HandlerResult;
  group?(context: Context): HandlerResult;
  alias?(context: Context): HandlerResult;
}

/** {@link PluginLike}, with what Segment's client asks of every plugin. */
export interface Plugin extends PluginLike {
  isLoaded(): boolean;
  load(context: Context, analytics: PluginClient): Promise<unknown>;
}

/** How much a destination may hold, and how it is retried. */
export interface DestinationQueue {
  /** How many messages may wait for it; 1 to 1 000 000. One more is dropped for it as `queue-full`. @default 10_000 */
  readonly maxSize?: number | undefined;
  /** How many messages it may be given at once; 1 to 1 000. With 1 they arrive in the order of their calls. @default 10 */
  readonly maxInFlight?: number | undefined;
  /** How often a message that fails is given again; 0 to 1 000. @default that of the client */
  readonly maxRetries?: number | undefined;
}

/**
 * A step that every message passes: it gets a copy of the message as it will be sent and returns it, another one in its
 * place, or `null`, which drops it as `filtered`. If it throws, the message is dropped as `plugin-failed` and never sent
 * half-processed.
 */
export type Step = (message: Message) => Message | null | Promise<Message | null>;

/** The client, as plugins see it. */
export interface PluginClient {
  identify(params: IdentifyCall): unknown;
  track(params: TrackCall): unknown;
  page(params: PageCall): unknown;
  screen(params: ScreenCall): unknown;
  group(params: GroupCall): unknown;
  alias(params: AliasCall): unknown;
  flush(options?: { readonly timeout?: number | undefined }): Promise<unknown>;
  readonly VERSION: string;
}
