import { readFileSync } from 'node:fs';
import https from 'node:https';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { Service } from '../support/service.js';
import { useStage } from '../support/stage.js';

const cert = readFileSync(new URL('../fixtures/tls/cert.pem', import.meta.url));
const key = readFileSync(new URL('../fixtures/tls/key.pem', import.meta.url));

describe('an endpoint whose certificate nobody signed', () => {
  const stage = useStage();

  async function aTlsService(): Promise<{ readonly service: Service; readonly url: string }> {
    const service = await Service.start([], () => https.createServer({ cert, key }));
    stage.onEnd(() => service.close());
    return { service, url: `https://127.0.0.1:${service.port}` };
  }

  it('gets one more try and no message, and the message is refused', async () => {
    const { service, url } = await aTlsService();
    const client = stage.client({ url });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({
      reason: 'refused',
      error: { attempts: 2, cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
    });
    expect(service.connections).toBe(2);
    expect(service.requests).toHaveLength(0);
  });

  it('is trusted where the agent of the program trusts it', async () => {
    const { service, url } = await aTlsService();
    const agent = new https.Agent({ ca: cert });
    stage.onEnd(() => agent.destroy());
    const client = stage.client({ url }, { agent });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    expect(service.messages).toHaveLength(1);
  });
});
