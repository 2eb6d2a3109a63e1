import http from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpTransport } from '../../lib/delivery/http-transport.js';
import type { Payload, Reply } from '../../lib/delivery/transport.js';
import { reset, Service, silence, status } from '../support/service.js';

const { signal } = new AbortController();
let service: Service;
let transport: HttpTransport;

beforeEach(async () => {
  service = await Service.start();
  transport = new HttpTransport(undefined);
});

afterEach(async () => {
  transport.close();
  await service.close();
});

function aPayload(path = '/v1/batch'): Payload {
  return {
    url: `${service.url}${path}`,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Basic abc' },
    body: Buffer.from('{"batch":["ü"]}'),
  };
}

async function textOf(reply: Reply): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of reply.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

async function sent(): Promise<Reply> {
  const reply = await transport.send(aPayload(), signal);
  await textOf(reply);
  return reply;
}

describe('a request', () => {
  it('arrives as it was given', async () => {
    await sent();
    const [request] = service.requests;

    expect(request?.rawBody.toString('utf8')).toBe('{"batch":["ü"]}');
    expect(request).toMatchObject({
      path: '/v1/batch',
      headers: {
        'content-type': 'application/json',
        authorization: 'Basic abc',
        'content-length': '16',
      },
    });
  });

  it('goes over the connection of the one before it', async () => {
    await sent();
    await sent();

    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  it('is not followed to another place', async () => {
    service.script(status(307, { location: `${service.url}/elsewhere` }));

    expect(await sent()).toMatchObject({ status: 307 });
    expect(service.requests).toHaveLength(1);
  });

  it('does not ask for a compressed reply', async () => {
    await sent();

    expect(service.requests[0]?.headers['accept-encoding'] ?? 'identity').not.toContain('gzip');
  });
});

describe('a reply', () => {
  it.each([200, 400, 429, 503])('is one, whatever its status: %i', async (code) => {
    service.script(status(code, { 'Retry-After': '7' }, 'a body'));
    const reply = await transport.send(aPayload(), signal);

    expect(reply).toMatchObject({ status: code, headers: { 'retry-after': '7' } });
    expect(await textOf(reply)).toBe('a body');
  });

  it('is there as soon as its status is, before its body', async () => {
    service.script((_request, response) => {
      response.writeHead(200);
      response.write('the start');
    });
    const controller = new AbortController();
    const reply = await transport.send(aPayload(), controller.signal);

    expect(reply.status).toBe(200);
    controller.abort();
    await expect(textOf(reply)).rejects.toThrow();
  });
});

describe('a request without a reply', () => {
  it('rejects where the connection is cut', async () => {
    service.script(reset);

    await expect(transport.send(aPayload(), signal)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('rejects where nobody listens', async () => {
    const payload = aPayload();
    await service.close();

    await expect(transport.send(payload, signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('rejects when its signal is aborted', async () => {
    service.script(silence);
    const controller = new AbortController();
    const sending = transport.send(aPayload(), controller.signal);
    await service.received(1);
    controller.abort();

    await expect(sending).rejects.toThrow(/abort/i);
  });

  it('is not made where its signal is aborted already', async () => {
    await expect(transport.send(aPayload(), AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(service.requests).toHaveLength(0);
  });
});

describe('an agent', () => {
  it('that is given is used, and stays open when the transport is closed', async () => {
    const agent = new http.Agent({ keepAlive: true });
    transport = new HttpTransport(agent);
    await sent();
    transport.close();
    await sent();

    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 1]);
    agent.destroy();
  });

  it('that is a function is asked with the URL', async () => {
    const agent = new http.Agent();
    const urls: string[] = [];
    transport = new HttpTransport((url) => {
      urls.push(url.href);
      return agent;
    });
    await sent();

    expect(urls).toEqual([`${service.url}/v1/batch`]);
    agent.destroy();
  });

  it('of the transport is let go when it is closed, and is made again when it is needed', async () => {
    await sent();
    transport.close();
    transport.close();
    await sent();

    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 2]);
  });
});
