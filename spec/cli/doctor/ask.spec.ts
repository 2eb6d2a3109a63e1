import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type Answer, ask } from '../../../lib/cli/doctor/ask.js';
import { accepted, reset, silence, status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';

const stage = useStage();
const askAt = (url: string, timeoutMs = 5_000): Promise<Answer> =>
  ask({ url, headers: { 'content-type': 'application/json' }, body: '{"batch":[]}', timeoutMs });

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a question to a service', () => {
  it('is answered with the status, the headers and the beginning of the reply', async () => {
    const service = await stage.service([status(418, { 'x-a': 'b' }, 'y'.repeat(100_000))]);
    expect(await askAt(`${service.url}/v1/batch`)).toEqual({
      kind: 'reply',
      status: 418,
      headers: expect.objectContaining({ 'x-a': 'b' }),
      text: 'y'.repeat(200),
      tookMs: expect.any(Number),
    });
    expect(service.requests[0]).toMatchObject({ method: 'POST', path: '/v1/batch' });
  });

  it('follows no other address', async () => {
    const service = await stage.service([status(302, { location: '/elsewhere' }), accepted]);
    expect(await askAt(service.url)).toMatchObject({ status: 302 });
    expect(service.requests).toHaveLength(1);
  });

  it('says that the name is unknown', async () => {
    const answer = await askAt('https://nowhere.invalid/v1/batch');
    expect(answer).toMatchObject({ kind: 'failure', phase: 'dns' });
  });

  it('says that nothing takes the connection', async () => {
    const answer = await askAt(`http://127.0.0.1:${await freePort()}`);
    expect(answer).toEqual({ kind: 'failure', phase: 'connect', code: 'ECONNREFUSED' });
  });

  it('says that there is no encryption', async () => {
    const service = await stage.service();
    const answer = await askAt(service.url.replace('http:', 'https:'));
    expect(answer).toMatchObject({ kind: 'failure', phase: 'tls' });
  });

  it('says that no answer came, or that none came in time', async () => {
    const service = await stage.service([reset, silence]);
    expect(await askAt(service.url)).toEqual({
      kind: 'failure',
      phase: 'answer',
      code: 'ECONNRESET',
    });
    expect(await askAt(service.url, 100)).toEqual({
      kind: 'failure',
      phase: 'answer',
      code: 'timeout',
    });
  });
});
