import http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { type Answering, reset } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** Writes this text to the socket as it is, and then ends it or leaves it open. */
function raw(text: string, { ends }: { readonly ends: boolean }): Answering {
  return (_request, _response, socket) => {
    socket.write(text, () => {
      if (ends) socket.destroy();
    });
  };
}

const garbage = raw('this is no HTTP\r\n\r\n', { ends: true });

describe('a request that gets no status (CONTRACT 5, table)', () => {
  it.each([
    ['a reset after the body', reset],
    ['no HTTP at all', garbage],
  ])('is repeated with the same messages after %s', async (_what, fault) => {
    const service = await stage.service([fault, fault]);
    const client = stage.client(service);
    const { messageId, outcome } = client.track(aTrack());

    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 3 });
    expect(service.messages.map((message) => message.messageId)).toEqual([
      messageId,
      messageId,
      messageId,
    ]);
  });

  it('is repeated after a reset before the body', async () => {
    let resets = 0;
    const service = await stage.service([], () => {
      const server = http.createServer();
      server.on('request', (request: http.IncomingMessage) => {
        if (resets >= 2) return;
        resets += 1;
        request.socket.resetAndDestroy();
      });
      return server;
    });
    const client = stage.client(service);
    for (let index = 0; index < 100; index += 1) {
      client.track(aTrack({ properties: { text: 'x'.repeat(4_000) } }));
    }

    expect(await client.flush()).toMatchObject({ delivered: 100 });

    expect(resets).toBe(2);
  });

  it('is repeated where nobody listens and no such host is', async () => {
    const service = await stage.service();
    const nobody = { url: service.url };
    await service.close();
    const hosts = [nobody, { url: 'http://no-such-host.invalid' }];

    for (const host of hosts) {
      const client = stage.client(host, { maxRetries: 2 });
      const { outcome } = client.track(aTrack());
      await client.flush();
      expect(await outcome).toMatchObject({ reason: 'retries-spent', error: { attempts: 3 } });
    }
  });
});
