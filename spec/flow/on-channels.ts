import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import type { ChannelMessages } from '../../lib/client/channels.js';

const NAMES: readonly (keyof ChannelMessages)[] = [
  'waybill:accepted',
  'waybill:refused',
  'waybill:delivered',
  'waybill:dropped',
  'waybill:spooled',
  'waybill:request',
  'waybill:reply',
  'waybill:retry',
  'waybill:violation',
];

const ends: (() => void)[] = [];

/** Ends what a spec has subscribed, after each. */
export function useChannels(): void {
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
}

export function on<Name extends keyof ChannelMessages>(
  name: Name,
  listener: (told: ChannelMessages[Name]) => void,
): void {
  const subscriber = (told: unknown): void => listener(told as ChannelMessages[Name]);
  subscribe(name, subscriber);
  ends.push(() => unsubscribe(name, subscriber));
}

/** All that is told of a client, in its order. */
export function heard(client: Analytics): { readonly name: string; readonly told: object }[] {
  const all: { readonly name: string; readonly told: object }[] = [];
  for (const name of NAMES) {
    on(name, (told) => {
      if (told.client === client) all.push({ name: name.replace('waybill:', ''), told });
    });
  }
  return all;
}

export const namesOf = (all: readonly { readonly name: string }[]): readonly string[] =>
  all.map(({ name }) => name);
