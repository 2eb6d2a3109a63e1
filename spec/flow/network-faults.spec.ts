import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { type Answering, accepted, reset, silence } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

/** The head of a reply without its end, and then nothing. */
const halfHead: Answering = (_request, _response, socket) => {
  socket.write('HTTP/1.1 200 OK\r\nContent-Le');
  socket.end();
};

/** A status, a part of the body, and a cut. */
const cutBody: Answering = (_request, _response, socket) => {
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"succ');
  socket.resetAndDestroy();
};

/** A status, and a body that never ends. */
const stalledBody: Answering = (_request, response) => {
  response.writeHead(200);
  response.write('{"succ');
};

describe('a connection that fails before a status', () => {
  const stage = useStage();

  it.each([
    ['is reset', reset],
    ['ends within the head of the reply', halfHead],
    ['is silent until the deadline', silence],
  ])('and %s is an ordinary fault: the same messages are sent again', async (_name, fault) => {
    const service = await stage.service([fault]);
    const client = stage.client(service, { httpRequestTimeout: 200 });

    const { outcome, messageId } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(service.messages.map((message) => message.messageId)).toEqual([messageId, messageId]);
  });

  it('because nobody listens ends as retries-spent, with the cause', async () => {
    const service = await stage.service();
    const { url } = service;
    await service.close();
    const client = stage.client({ url }, { maxRetries: 2 });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({
      reason: 'retries-spent',
      error: { attempts: 3, cause: { code: 'ECONNREFUSED' } },
    });
  });

  it('because a kept socket died meanwhile costs a retry and nothing else (CONTRACT 18)', async () => {
    const service = await stage.service([accepted, reset]);
    const client = stage.client(service);
    client.track(aTrack());
    await client.flush();

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 2 });
    expect(service.requests.map(({ connection }) => connection)).toEqual([1, 1, 2]);
  });
});

describe('trouble after a status of 200 (CONTRACT 17)', () => {
  const stage = useStage();

  it.each([
    ['a body that is cut', cutBody],
    ['a body that never ends', stalledBody],
  ])('%s: the message is delivered, and not sent again', async (_name, fault) => {
    const service = await stage.service([fault]);
    const client = stage.client(service, { httpRequestTimeout: 200 });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    expect(service.requests).toHaveLength(1);
  });

  it('a body of 600 MB: is left after its beginning, and the connection is closed', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let written = 0;
    let isCut = false;
    const service = await stage.service([
      (_request, response, socket) => {
        socket.on('close', () => {
          isCut = true;
        });
        response.writeHead(200);
        const pour = (): void => {
          while (!isCut && written < 600e6) {
            written += chunk.length;
            if (!response.write(chunk)) {
              response.once('drain', pour);
              return;
            }
          }
        };
        pour();
      },
    ]);
    const client = stage.client(service);

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    await until(() => isCut, 'the end of the connection');
    // What the sockets' buffers swallow comes on top of the 64 KiB that are read.
    expect(written).toBeLessThan(20e6);
  });

  it('a gzip bomb: is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50e6));
    const service = await stage.service([
      (_request, response) => {
        response.writeHead(400, { 'content-encoding': 'gzip' });
        response.end(bomb);
      },
    ]);
    const client = stage.client(service);
    const before = process.memoryUsage().rss;

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({ reason: 'refused' });
    expect(process.memoryUsage().rss - before).toBeLessThan(40e6);
  });
});
