import { AsyncLocalStorage as NodeStorage } from 'node:async_hooks';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Clock } from '../../lib/base/clock.js';
import type { Payload, Transport } from '../../lib/delivery/transport.js';
import { accepted, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const standIn = <Exports>(name: string): Promise<Exports> =>
  import(`../../scripts/workers/${name}.mjs`) as Promise<Exports>;

const { systemClock } = await standIn<{ readonly systemClock: Clock }>('clock');
const { readPrivateKey } = await standIn<{
  readonly readPrivateKey: (pem: string) => Promise<{ readonly type: string }>;
}>('private-key');
const { AsyncLocalStorage } = await standIn<{
  readonly AsyncLocalStorage: typeof NodeStorage;
}>('node-async-hooks');
const { HttpTransport } = await standIn<{ readonly HttpTransport: new () => Transport }>(
  'http-transport',
);
const { promisify } = await standIn<typeof import('node:util')>('node-util');

const stage = useStage();

describe('the clock of the build for workers', () => {
  it('does what is to happen soon after the promises that were resolved before, without a timer', async () => {
    const order: string[] = [];
    const resolved = async (): Promise<void> => undefined;
    const through = async (): Promise<void> => resolved();

    const timer = new Promise<void>((resolve) => {
      setTimeout(() => {
        order.push('a timer');
        resolve();
      }, 0);
    });
    systemClock.soon(() => order.push('soon'));
    void through().then(() => order.push('a promise'));
    order.push('this turn');
    await timer;

    expect(order).toEqual(['this turn', 'a promise', 'soon', 'a timer']);
  });

  it('has timers that can be taken back', async () => {
    const rung: number[] = [];
    systemClock.after(0, () => rung.push(1)).cancel();
    await new Promise<void>((resolve) => void systemClock.after(1, resolve));
    expect(rung).toEqual([]);
  });
});

describe('the private key of the build for workers', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it('is read when it is awaited, once', async () => {
    const key = readPrivateKey(privateKey);
    const [one, other] = [await key, await key];
    expect(one.type).toBe('private');
    expect(one).toBe(other);
  });

  it('is no key in another form', () => {
    const other = privateKey.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY');
    expect(() => readPrivateKey(other)).toThrow('PKCS 8');
  });

  it('rejects whoever awaits it, and nobody else, where it is broken', async () => {
    const broken = privateKey.replace(/\n[^-]+\n/, '\nAAAA\n');
    const key = readPrivateKey(broken);
    await expect((async () => key)()).rejects.toThrow();
  });
});

describe('the AsyncLocalStorage of the build for workers', () => {
  const home = globalThis as { AsyncLocalStorage?: unknown };
  const { getBuiltinModule } = process;

  afterEach(() => {
    delete home.AsyncLocalStorage;
    process.getBuiltinModule = getBuiltinModule;
  });

  it('is the one of the runtime, where that has it as a global', () => {
    class Own {}
    home.AsyncLocalStorage = Own;
    expect(new AsyncLocalStorage()).toBeInstanceOf(Own);
  });

  it('is that of the module, where it has that', () => {
    const storage = new AsyncLocalStorage<number>();
    expect(storage).toBeInstanceOf(NodeStorage);
    expect(storage.run(1, () => storage.getStore())).toBe(1);
  });

  it('says what to do where there is neither', () => {
    process.getBuiltinModule = (() => undefined) as typeof getBuiltinModule;
    expect(() => new AsyncLocalStorage()).toThrow('pass a scope along');
  });
});

describe('the transport of the build for workers', () => {
  const signal = new AbortController().signal;
  const payloadTo = (url: string): Payload => ({
    url: `${url}/v1/batch`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"batch":[]}'),
  });

  it('gives the status, the headers and the body of the reply', async () => {
    const service = await stage.service([status(503, { 'retry-after': '1' }, 'Too busy.')]);

    const reply = await new HttpTransport().send(payloadTo(service.url), signal);

    const chunks: Uint8Array[] = [];
    for await (const chunk of reply.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array));
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(Buffer.concat(chunks).toString()).toBe('Too busy.');
    expect(service.requests[0]?.rawBody.toString()).toBe('{"batch":[]}');
  });

  it('follows no redirects, which would send the key elsewhere', async () => {
    const service = await stage.service([status(307, { location: '/elsewhere' }), accepted]);
    const reply = await new HttpTransport().send(payloadTo(service.url), signal);
    expect([reply.status, service.requests.length]).toEqual([307, 1]);
  });

  it('ends with its signal', async () => {
    const service = await stage.service([silence]);
    const controller = new AbortController();
    const sent = new HttpTransport().send(payloadTo(service.url), controller.signal);
    await service.received(1);

    controller.abort();

    await expect(sent).rejects.toThrow('aborted');
  });
});

describe('the promisify of the build for workers', () => {
  it('resolves with the value and rejects with the error', async () => {
    const call = promisify((given: number, done: (error: Error | null, value?: number) => void) =>
      given > 0 ? done(null, given) : done(new Error('Too small.')),
    );
    expect(await call(1)).toBe(1);
    await expect(call(0)).rejects.toThrow('Too small.');
  });
});
