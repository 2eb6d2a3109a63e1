import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Analytics } from '../client/analytics.js';
import type { ChannelMessages } from '../client/channels.js';
import { countFailure } from './tell.js';

/** What is done with what channels tell of one client. */
export type Handlers = {
  readonly [Name in keyof ChannelMessages]?: (told: ChannelMessages[Name]) => void;
};

/**
 * Subscribes to channels, for what they tell of one client. What goes wrong in here ends nothing: it is counted among the
 * client's `hostErrors`. Gives what ends the subscription.
 */
export function subscribeTo(client: Analytics, handlers: Handlers): () => void {
  const subscribed = Object.entries(handlers).map(([name, handler]) => {
    const listener = (told: unknown): void => {
      if ((told as { readonly client: unknown }).client !== client) return;
      try {
        (handler as (told: unknown) => void)(told);
      } catch {
        countFailure(client);
      }
    };
    subscribe(name, listener);
    return { name, listener };
  });
  return () => {
    for (const { name, listener } of subscribed) unsubscribe(name, listener);
  };
}
