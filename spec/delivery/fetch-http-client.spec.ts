import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FetchHTTPClient } from '../../lib/delivery/fetch-http-client.js';
import type { HTTPClientRequest, HTTPFetchFn } from '../../lib/delivery/http-client.js';
import { aClient, aTrack } from '../support/client.js';
import { Service, silence, status } from '../support/service.js';

let service: Service;

beforeEach(async () => {
  service = await Service.start();
});

afterEach(() => service.close());

const BODY = '{"batch":["ü"],"sentAt":"","writeKey":""}';

function aRequest(fields: Partial<HTTPClientRequest> = {}): HTTPClientRequest {
  return {
    url: `${service.url}/v1/batch`,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: BODY,
    httpRequestTimeout: 5_000,
    ...fields,
  };
}

/** A function like fetch of the program's own, which is called like that of the runtime. */
const own: HTTPFetchFn = (url, request) => fetch(url, request);

describe.each([
  ['of the runtime', undefined],
  ['of the program', own],
])('a client over the fetch %s', (_whose, given) => {
  const client = new FetchHTTPClient(given);

  it('sends the request as it is given, and gives back the reply', async () => {
    service.script(status(202, { 'retry-after': '7' }, '{"ok":1}'));
    const reply = await client.makeRequest(aRequest());

    expect([reply.status, await reply.text?.()]).toEqual([202, '{"ok":1}']);
    expect((reply.headers as Headers).get('retry-after')).toBe('7');
    expect(service.requests[0]).toMatchObject({
      path: '/v1/batch',
      headers: { 'content-type': 'application/json' },
      rawBody: Buffer.from(BODY),
    });
  });

  it('rejects where there is no reply within its time', async () => {
    service.script(silence, silence);
    const { signal } = new AbortController();

    for (const given of [{}, { signal }]) {
      const reply = client.makeRequest(aRequest({ httpRequestTimeout: 20, ...given }));
      await expect(reply).rejects.toMatchObject({ name: 'TimeoutError' });
    }
  });

  it('rejects as soon as its signal is aborted, before or meanwhile', async () => {
    service.script(silence);
    const controller = new AbortController();
    const { signal } = controller;
    const reply = client.makeRequest(aRequest({ signal }));
    const rejected = expect(reply).rejects.toMatchObject({ name: 'AbortError' });
    await service.received(1);
    controller.abort();
    await rejected;

    await expect(client.makeRequest(aRequest({ signal }))).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(service.requests).toHaveLength(1);
  });

  it('follows no redirect: the key goes to the URL that was configured', async () => {
    const elsewhere = await Service.start();
    service.script(status(307, { location: `${elsewhere.url}/v1/batch` }));
    const reply = await client.makeRequest(aRequest());
    await elsewhere.close();

    expect([reply.status, elsewhere.connections]).toEqual([307, 0]);
  });

  it('carries the batches of a client', async () => {
    const analytics = aClient(service, { httpClient: client, gzip: true });
    const text = 'x'.repeat(5_000);
    analytics.track(aTrack({ properties: { text } }));

    expect(await analytics.close()).toMatchObject({ delivered: 1 });
    expect(service.messages).toMatchObject([{ properties: { text } }]);
  });
});

describe('a client that extends it', () => {
  it('may look at each request and reply', async () => {
    const seen: number[] = [];
    class Measured extends FetchHTTPClient {
      override async makeRequest(request: HTTPClientRequest) {
        const reply = await super.makeRequest(request);
        seen.push(reply.status);
        return reply;
      }
    }
    service.script(status(503));
    const analytics = aClient(service, { httpClient: new Measured() });
    analytics.track(aTrack());
    await analytics.close();

    expect(seen).toEqual([503, 200]);
  });
});
