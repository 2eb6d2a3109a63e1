import { describe, expect, it } from '@jest/globals';
import { asFlushResult, readySignal } from '../../lib/client/segment-promises.js';
import { aPromise } from '../support/a-promise.js';

describe('ready', () => {
  it('is called to wait for room, each time anew', async () => {
    let calls = 0;
    const ready = readySignal(async () => {
      calls += 1;
    }, Promise.resolve());
    await ready();
    await ready();

    expect(calls).toBe(2);
  });

  it('is awaited for plugins, without a call', async () => {
    const loaded = aPromise<void>();
    const order: string[] = [];
    const never = (): Promise<void> => new Promise(() => undefined);
    const ready = readySignal(never, loaded.promise);
    const waits = (async () => {
      await ready;
      order.push('ready');
    })();
    order.push('loaded');
    loaded.resolve();
    await waits;

    expect(order).toEqual(['loaded', 'ready']);
  });

  it('is a promise in every way that programs use one', async () => {
    const ready = readySignal(() => Promise.resolve(), Promise.resolve());
    const failed = readySignal(() => Promise.resolve(), Promise.reject(new Error('no')));
    let isDone = false;

    expect(await ready.then(() => 7)).toBe(7);
    expect(await failed.catch(({ message }: Error) => message)).toBe('no');
    await ready.finally(() => {
      isDone = true;
    });
    expect(isDone).toBe(true);
    expect(await Promise.all([ready, Promise.race([ready, new Promise(() => undefined)])])).toEqual(
      [undefined, undefined],
    );
    expect(Object.prototype.toString.call(ready)).toBe('[object Promise]');
  });
});

describe('what flush resolves with', () => {
  it('is the account, as it is', async () => {
    const report = { delivered: 1, dropped: 0, spooled: 0, pending: 0 };
    const promise = Promise.resolve(report);

    expect(asFlushResult(promise)).toBe(promise);
    expect(await asFlushResult(promise)).toBe(report);
  });
});
