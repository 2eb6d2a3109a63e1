import { describe, expect, it } from '@jest/globals';
import { resolveOptions } from '../../lib/client/check-options.js';
import { makeDelivery } from '../../lib/client/make-delivery.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { aBatch } from '../delivery/a-batch.js';
import { ScriptedTransport } from '../delivery/scripted-transport.js';

const nothing = (): undefined => undefined;
const REQUEST = { around: undefined, answered: nothing };
const OBSERVER = { requested: () => REQUEST, retrying: nothing };

/** How a batch ends that is delivered with such options. The carriers themselves are the matter of flow specs. */
async function endsOf(options: Partial<AnalyticsOptions>): Promise<readonly string[]> {
  const delivery = makeDelivery(resolveOptions({ writeKey: 'a-key', ...options }), OBSERVER);
  const ends: string[] = [];
  for await (const { ending } of delivery.deliver(aBatch(1), new AbortController().signal)) {
    ends.push(ending.kind);
  }
  delivery.dispose();
  return ends;
}

describe('what delivers batches', () => {
  it('goes to the URL of the options, with the key, by the transport of the program', async () => {
    const transport = new ScriptedTransport();

    expect(await endsOf({ transport, host: 'https://a.example', path: '/b' })).toEqual([
      'delivered',
    ]);
    expect(transport.requests).toMatchObject([
      {
        url: 'https://a.example/b',
        headers: { authorization: `Basic ${Buffer.from('a-key:').toString('base64')}` },
      },
    ]);
    expect(transport.closed).toBe(1);
  });

  it('prefers the transport to the httpClient, where there are both', async () => {
    const urls: string[] = [];
    const httpClient = (url: string): Promise<{ status: number }> => {
      urls.push(url);
      return Promise.resolve({ status: 200 });
    };
    await endsOf({ httpClient, transport: new ScriptedTransport() });
    expect(urls).toEqual([]);

    expect(await endsOf({ httpClient })).toEqual(['delivered']);
    expect(urls).toEqual(['https://api.segment.io/v1/batch']);
  });
});
