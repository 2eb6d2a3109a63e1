import { describe, expect, it } from '@jest/globals';
import { type Answer, exchange, quoteReply } from '../../lib/delivery/exchange.js';
import type { Payload, Reply, Transport } from '../../lib/delivery/transport.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { ScriptedTransport } from './scripted-transport.js';

const PAYLOAD: Payload = {
  url: 'http://service.example/v1/batch',
  method: 'POST',
  headers: {},
  body: Buffer.from('{}'),
};
const NEVER = new AbortController().signal;
const OK = { status: 200, statusText: 'OK', headers: { 'x-a': 'b' } };

function exchanging(
  transport: Transport,
  { clock = new ManualClock(), signal = NEVER } = {},
): Promise<Answer> {
  return exchange(PAYLOAD, signal, { transport, clock, timeoutMs: 1_000 });
}

function replying(body: Reply['body']): Transport {
  return { send: () => Promise.resolve({ ...OK, body }) };
}

async function* chunks(
  ...parts: readonly (Uint8Array | string)[]
): AsyncGenerator<Uint8Array | string> {
  for (const part of parts) yield await Promise.resolve(part);
}

describe('an exchange that is answered', () => {
  it('gives the status, the headers and the body', async () => {
    const transport = replying(chunks('one ', Buffer.from('zwölf')));

    expect(await exchanging(transport)).toEqual({
      kind: 'reply',
      ...OK,
      body: Buffer.from('one zwölf'),
    });
  });

  it('has an empty body where the reply has none', async () => {
    expect(await exchanging(replying(undefined))).toMatchObject({ body: Buffer.alloc(0) });
  });

  it.each([200, 302, 404, 500])('is a reply whatever the status: %i', async (status) => {
    expect(await exchanging(new ScriptedTransport([status]))).toMatchObject({
      kind: 'reply',
      status,
    });
  });

  it('leaves no timer', async () => {
    const clock = new ManualClock();
    await exchanging(new ScriptedTransport(), { clock });

    expect(clock.timers).toBe(0);
  });

  it('reads at most 64 KiB, and then gives the body up', async () => {
    let read = 0;
    let isGivenUp = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          read += 1;
          yield await Promise.resolve(Buffer.alloc(1_000, 'x'));
        }
      } finally {
        isGivenUp = true;
      }
    }

    const answer = await exchanging(replying(endless()));

    expect(answer).toMatchObject({ kind: 'reply', body: Buffer.alloc(65_536, 'x') });
    expect(read).toBe(66);
    expect(isGivenUp).toBe(true);
  });
});

describe('an exchange with trouble in the body', () => {
  async function* breaking(): AsyncGenerator<string> {
    yield await Promise.resolve('the start');
    throw new Error('reset');
  }

  it('is a reply all the same, with the start of the body', async () => {
    expect(await exchanging(replying(breaking()))).toEqual({
      kind: 'reply',
      ...OK,
      body: Buffer.from('the start'),
    });
  });

  it('is a reply all the same where the body never ends: the deadline ends the reading', async () => {
    const clock = new ManualClock();
    async function* stalling(): AsyncGenerator<string> {
      yield 'the start';
      await new Promise(() => undefined);
    }
    const answer = exchanging(replying(stalling()), { clock });
    await clock.advance(1_000);

    expect(await answer).toMatchObject({ kind: 'reply', body: Buffer.from('the start') });
  });

  it('is a reply all the same where the body was read before, as by a logging httpClient', async () => {
    const response = new Response('{"success":true}');
    await response.text();

    expect(await exchanging(replying(response.body as unknown as Reply['body']))).toMatchObject({
      kind: 'reply',
      status: 200,
    });
  });

  it.each<readonly [string, unknown]>([
    ['a text', 'text'],
    ['an empty object', {}],
    ['chunks that are objects', chunks({} as Uint8Array)],
    ['a number', 7],
  ])('is a reply all the same where the body is %s', async (_name, body) => {
    // A transport in JavaScript may give anything.
    expect(await exchanging(replying(body as Reply['body']))).toMatchObject({ kind: 'reply' });
  });
});

describe('an exchange that is not answered', () => {
  it('fails with what the transport rejects with', async () => {
    const error = new Error('refused');

    expect(await exchanging(new ScriptedTransport([error]))).toEqual({
      kind: 'failure',
      error,
      isTimeout: false,
    });
  });

  it('fails with what the transport throws', async () => {
    const error = new Error('no');
    const transport: Transport = {
      send: () => {
        throw error;
      },
    };

    expect(await exchanging(transport)).toEqual({ kind: 'failure', error, isTimeout: false });
  });

  it.each([undefined, null])('fails where the transport resolves with %p', async (reply) => {
    const transport: Transport = { send: () => Promise.resolve(reply as unknown as Reply) };

    expect(await exchanging(transport)).toMatchObject({ kind: 'failure', isTimeout: false });
  });

  it('fails at its deadline, though the transport ignores its signal', async () => {
    const clock = new ManualClock();
    const transport = new ScriptedTransport(['silence']);
    let answer: Answer | undefined;
    void exchanging(transport, { clock }).then((given) => {
      answer = given;
    });
    await clock.advance(999);
    expect(answer).toBeUndefined();

    await clock.advance(1);

    expect(answer).toMatchObject({
      kind: 'failure',
      isTimeout: true,
      error: new Error('No complete reply within 1000 ms.'),
    });
    expect(transport.signals[0]?.aborted).toBe(true);
  });

  it('fails when the client is closed, though the transport ignores its signal', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const transport = new ScriptedTransport(['silence']);
    const answer = exchanging(transport, { clock, signal: controller.signal });
    await turns();
    controller.abort();

    expect(await answer).toMatchObject({ kind: 'failure', isTimeout: false });
    expect(transport.signals[0]?.aborted).toBe(true);
    expect(clock.timers).toBe(0);
  });

  it('does not begin where the client is closed already', async () => {
    const transport = new ScriptedTransport();
    const answer = await exchanging(transport, { signal: AbortSignal.abort() });

    expect(answer).toMatchObject({ kind: 'failure', isTimeout: false });
    expect(transport.requests).toHaveLength(0);
  });

  it('stays failed when the transport rejects after the deadline', async () => {
    const clock = new ManualClock();
    let reject: (error: Error) => void = () => undefined;
    const transport: Transport = {
      send: () =>
        new Promise((_, refuse) => {
          reject = refuse;
        }),
    };
    const answer = exchanging(transport, { clock });
    await clock.advance(1_000);
    reject(new Error('late'));
    await turns();

    expect(await answer).toMatchObject({ kind: 'failure', isTimeout: true });
  });
});

describe('the quotation of a reply', () => {
  it.each([
    ['short ones whole', 'no such source', 'no such source'],
    ['long ones up to 200 characters', 'x'.repeat(1_000), 'x'.repeat(200)],
    ['characters of many bytes whole', '😀'.repeat(300), '😀'.repeat(100)],
    ['none', '', ''],
  ])('has %s', async (_name, text, expected) => {
    expect(quoteReply(await exchanging(replying(chunks(text))), (quoted) => quoted)).toBe(expected);
  });

  it('is empty where there was no reply', () => {
    const answer: Answer = { kind: 'failure', error: new Error('no'), isTimeout: false };
    expect(quoteReply(answer, (quoted) => quoted)).toBe('');
  });
});
