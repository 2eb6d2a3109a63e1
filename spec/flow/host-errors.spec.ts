import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import type { AnalyticsEvents } from '../../lib/client/events.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { type Answering, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

// Jest fails a spec in which a rejection is not handled or an exception is not caught: the turns at the end are for that.

interface Fault {
  readonly how: string;
  readonly act: () => unknown;
}

const FAULTS: readonly Fault[] = [
  {
    how: 'throws',
    act: () => {
      throw new Error('broken');
    },
  },
  { how: 'rejects', act: () => Promise.reject(new Error('broken')) },
  {
    how: 'rejects in a later turn',
    act: async () => {
      await turns(1);
      throw new Error('broken');
    },
  },
  {
    how: 'throws null',
    act: () => {
      throw null;
    },
  },
];

const EVENTS: readonly (keyof AnalyticsEvents)[] = [
  'error',
  'drop',
  'drained',
  'http_request',
  'http_response',
  'track',
];

/** One refused message, and then two that are delivered. The refused one comes alone. */
async function sendThree(client: Analytics): Promise<void> {
  client.track(aTrack());
  await client.flush();
  client.track(aTrack());
  client.track(aTrack());
  await client.flush();
  await turns();
}

const REFUSE_FIRST: readonly Answering[] = [status(403)];

describe.each(FAULTS)('something of the program that $how (CONTRACT 4)', ({ act }) => {
  it('as a callback is counted, and every other callback runs', async () => {
    const service = await stage.service(REFUSE_FIRST);
    const client = stage.client(service);
    const called: string[] = [];

    for (const name of ['refused', 'first', 'second']) {
      client.track(aTrack(), () => {
        called.push(name);
        return act();
      });
      if (name === 'refused') await client.flush();
    }
    expect(await client.flush()).toMatchObject({ delivered: 2, pending: 0 });
    await turns();

    expect(called).toEqual(['refused', 'first', 'second']);
    expect(client.stats()).toMatchObject({ hostErrors: 3, delivered: 2, dropped: { refused: 1 } });
  });

  it('as the callback of a refused call is counted', async () => {
    const service = await stage.service();
    const client = stage.client(service, { onInvalid: 'drop' });

    client.track(aTrack({ event: '' }), act);
    await turns();

    expect(client.stats()).toMatchObject({ hostErrors: 1, refused: { invalid: 1 } });
  });

  it.each(EVENTS)('as a listener of %s is counted', async (name) => {
    const service = await stage.service(REFUSE_FIRST);
    const client = stage.client(service);
    let calls = 0;
    client.on(name, () => {
      calls += 1;
      return act();
    });

    await sendThree(client);

    expect(calls).toBeGreaterThan(0);
    expect(client.stats()).toMatchObject({
      hostErrors: calls,
      delivered: 2,
      dropped: { refused: 1 },
      pending: 0,
    });
  });

  it('as a listener of call_after_close is counted', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    client.on('call_after_close', () => act());
    await client.close();

    client.track(aTrack());
    await turns();

    expect(client.stats()).toMatchObject({ hostErrors: 1, refused: { closed: 1 } });
  });

  const OPTIONS: readonly {
    readonly what: string;
    readonly options: (act: () => unknown) => Partial<AnalyticsOptions>;
  }[] = [
    {
      what: 'the logger',
      options: (fault) => {
        const log = fault as () => void;
        return { logger: { debug: log, info: log, warn: log, error: log } };
      },
    },
    { what: 'the dead-letter function', options: (fault) => ({ deadLetter: fault }) },
  ];

  it.each(OPTIONS)('as $what is counted', async ({ options }) => {
    const service = await stage.service(REFUSE_FIRST);
    let calls = 0;
    const counted = (): unknown => {
      calls += 1;
      return act();
    };
    const client = stage.client(service, options(counted));

    await sendThree(client);

    expect(calls).toBeGreaterThan(0);
    expect(client.stats()).toMatchObject({
      hostErrors: calls,
      delivered: 2,
      dropped: { refused: 1 },
      pending: 0,
    });
  });
});

describe('something of the program', () => {
  it('that is no function where a callback belongs harms nobody', async () => {
    const service = await stage.service();
    const client = stage.client(service);

    client.track(aTrack(), 'no function' as never);
    client.track(aTrack());

    expect(await client.flush()).toMatchObject({ delivered: 2, pending: 0 });
    expect(client.stats().hostErrors).toBe(1);
  });

  it('that closes the client in a callback gets its close', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    let closed: Promise<unknown> | undefined;

    client.track(aTrack(), () => {
      closed = client.close();
    });
    await client.flush();

    expect(await closed).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });
    expect(client.stats().hostErrors).toBe(0);
  });
});
