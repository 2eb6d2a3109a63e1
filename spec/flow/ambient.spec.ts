import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const EVENT = { event: 'Something Happened' };

describe('run()', () => {
  it('gives its scope to whatever is called and awaited within it, timers included', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const deep = (): unknown => client.current().track(EVENT);

    await client.run({ userId: 'user-1', context: { ip: '10.0.0.1' } }, async () => {
      deep();
      await Promise.resolve();
      deep();
      await new Promise<void>((resolve) => {
        setTimeout(() => {
          deep();
          resolve();
        }, 1);
      });
      await client.current().flush();
    });

    expect(service.messages).toHaveLength(3);
    for (const message of service.messages) {
      expect(message).toMatchObject({ userId: 'user-1', context: { ip: '10.0.0.1' } });
    }
  });

  it('puts its defaults before those around it, and merges context and integrations', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const outer = {
      userId: 'outer',
      anonymousId: 'visitor',
      context: { ip: '10.0.0.1', locale: 'de' },
      integrations: { One: true },
    };
    const inner = { userId: 'inner', anonymousId: undefined, context: { locale: 'fr' } };

    const report = await client.run(outer, () => {
      client.run(inner, () => client.current().track(EVENT));
      client.current().track(EVENT);
      return client.current().flush();
    });

    // The flush of the outer scope covers the inner one.
    expect(report).toMatchObject({ delivered: 2, pending: 0 });
    const integrations = { One: true };
    expect(service.messages).toMatchObject([
      { userId: 'inner', anonymousId: 'visitor', integrations },
      { userId: 'outer', anonymousId: 'visitor', integrations },
    ]);
    expect(service.messages.map((message) => message['context'])).toMatchObject([
      { ip: '10.0.0.1', locale: 'fr' },
      { ip: '10.0.0.1', locale: 'de' },
    ]);
  });

  it('takes a scope that is there, in the place of defaults', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const scope = client.scope({ userId: 'user-1' });

    expect(client.run({ userId: 'outer' }, () => client.run(scope, () => client.current()))).toBe(
      scope,
    );
  });

  it('does not mix requests that overlap', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const request = async (number: number): Promise<unknown> => {
      for (let step = 0; step < 5; step += 1) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        client.current().track({ ...EVENT, properties: { number } });
      }
      return client.current().flush();
    };

    const numbers = Array.from({ length: 100 }, (_, number) => number);
    const reports = await Promise.all(
      numbers.map((number) => client.run({ userId: `user-${number}` }, () => request(number))),
    );

    expect(reports).toEqual(Array(100).fill(expect.objectContaining({ pending: 0 })));
    expect(client.stats()).toMatchObject({ delivered: 500, pending: 0 });
    expect(service.messages).toHaveLength(500);
    const mixed = service.messages.filter((message) => {
      const { number } = message['properties'] as { number: number };
      return message['userId'] !== `user-${number}`;
    });
    expect(mixed).toEqual([]);
  });

  it('has calls on the client itself covered by its flush, without its defaults', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxBatchSize: 1 });
    client.track(aTrack());
    void client.flush();
    await service.received(1);

    const report = await client.run({ context: { ip: '10.0.0.1' } }, () => {
      client.track(aTrack());
      client.enqueue({ ...aTrack(), type: 'track' });
      return client.current().flush();
    });

    expect(report).toMatchObject({ delivered: 2, pending: 0 });
    expect(client.stats()).toMatchObject({ pending: 1 });
    expect(service.messages[1]?.['context']).not.toHaveProperty('ip');
  });

  it('passes on what its function gives, throws or rejects with', async () => {
    const client = stage.client({ url: 'http://127.0.0.1:9' });
    const failure = new Error('boom');

    expect(client.run({}, () => 42)).toBe(42);
    expect(await client.run({}, async () => 42)).toBe(42);
    expect(() =>
      client.run({}, () => {
        throw failure;
      }),
    ).toThrow(failure);
    await expect(client.run({}, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(client.run({ userId: 'inner' }, () => client.current())).not.toBe(client.current());
  });
});

describe('scopes within a run', () => {
  it('count for the scope around them, where they are made there', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1_000 });
    const outer = client.scope({});

    const inner = client.run(outer, () => client.scope({ userId: 'user-1' }));
    inner.track(EVENT);
    outer.track(aTrack());

    expect(await inner.flush()).toMatchObject({ delivered: 1, pending: 0 });
    inner.track(EVENT);
    expect(await outer.flush()).toMatchObject({ delivered: 1, pending: 0 });
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('count for it where they were made before, and are called there', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service, { maxBatchSize: 1 });
    const known = client.scope({ userId: 'user-1' });
    known.track(EVENT);
    void client.flush();
    await service.received(1);

    const report = await client.run({}, () => {
      known.track(EVENT);
      return client.current().flush();
    });

    expect(report).toMatchObject({ delivered: 1, pending: 0 });
    expect(await known.flush({ signal: AbortSignal.abort() })).toMatchObject({ pending: 1 });
  });

  it('count for it where they are given to a run of their own', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1_000 });
    const outer = client.scope({});
    const given = client.scope({ userId: 'user-1' });

    client.run(outer, () => {
      client.run(given, () => {
        client.current().track(EVENT);
        given.track(EVENT);
        client.track(aTrack());
        client.enqueue({ ...aTrack(), type: 'track' });
        client.run({ anonymousId: 'visitor' }, () => client.current().track(EVENT));
      });
      outer.track(aTrack());
    });
    const [byGiven, byOuter] = await Promise.all([given.flush(), outer.flush()]);

    expect(byGiven).toEqual({ delivered: 5, dropped: 0, spooled: 0, pending: 0 });
    expect(byOuter).toEqual({ delivered: 6, dropped: 0, spooled: 0, pending: 0 });
  });

  it('count for each of two runs that share them, apart from the other', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1_000 });
    const shared = client.scope({ userId: 'user-1' });
    const request = async (count: number): Promise<unknown> => {
      for (let call = 0; call < count; call += 1) {
        await client.run(shared, async () => client.current().track(EVENT));
      }
      return client.current().flush();
    };

    const reports = await Promise.all([2, 3].map((count) => client.run({}, () => request(count))));

    expect(reports).toMatchObject([{ delivered: 2 }, { delivered: 3 }]);
  });

  it('leave out the one that is there without a run', async () => {
    const service = await stage.service([silence]);
    const client = stage.client(service);
    const outer = client.scope({});

    client.run(outer, () => undefined);
    client.run(outer, () => client.current());
    client.current().track(aTrack());

    expect(await outer.flush()).toMatchObject({ delivered: 0, pending: 0 });
    expect(client.stats()).toMatchObject({ pending: 1 });
  });
});

describe('current()', () => {
  it('is one scope without defaults outside of any run', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const scope = client.current();

    client.run({ userId: 'user-1' }, () => undefined);
    client.current().track(aTrack());

    expect(client.current()).toBe(scope);
    expect(await scope.flush()).toMatchObject({ delivered: 1 });
  });

  it('is not that of another client', () => {
    const [one, other] = [1, 2].map((port) => stage.client({ url: `http://127.0.0.1:${port}` }));

    const found = one?.run({ userId: 'user-1' }, () => other?.current());

    expect(found).toBe(other?.current());
  });
});
