import type { AnalyticsError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import type { Identified } from '../../lib/integrations/visitor.js';
import type { ReceivedMessage } from '../support/service.js';
import type { Stage } from '../support/stage.js';

/** How a spec wants its app; `identify` sees the request's headers. */
export interface Wishes {
  readonly identify?: (header: (name: string) => string | undefined) => Identified;
  readonly ambient?: boolean;
  readonly flush?: 'never' | 'response';
}

/**
 * Starts an app on loopback, with the routes that these specs visit: `GET /seen?n=` tracks 'Seen' with `n` after a few
 * turns; `POST /orders` reads a JSON body and calls `order(body)`; `GET /fails` tracks 'Failing' and throws; `GET /quiet`
 * tracks nothing.
 */
export type StartApp = (
  stage: Stage,
  client: Analytics,
  wishes: Wishes & { readonly order: (body: unknown) => void },
) => Promise<{ readonly url: string }>;

export const byHeader: NonNullable<Wishes['identify']> = (header) => header('x-user-id');

export const AS_ADA = {
  'user-agent': 'a-browser/1.0',
  'accept-language': 'de-DE,de;q=0.9, en;q=0.8',
  referer: 'https://shop.example/start',
  'x-user-id': 'ada',
};

export function aFewTurns(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

/** An app that a framework has started, with its client and service; nothing is sent until it is flushed. */
export async function visited(
  { stage, startApp }: { readonly stage: Stage; readonly startApp: StartApp },
  wishes: Wishes = {},
) {
  const service = await stage.service();
  const client = stage.client(service, { flushAt: 1_000 });
  const errors: AnalyticsError[] = [];
  client.on('error', (error) => errors.push(error));
  const order = (body: unknown): void => {
    const { anonymousId } = body as { readonly anonymousId?: string };
    client.current().track({ event: 'Order Completed', anonymousId });
  };
  const { url } = await startApp(stage, client, { ...wishes, order });
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url + path, { headers });
  const sent = async (): Promise<readonly ReceivedMessage[]> => {
    await client.flush();
    return service.messages;
  };
  const post = (body: object, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${url}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { service, client, errors, url, get, post, sent };
}
