import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { silence } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const HOUR_MS = 3_600_000;
/** How long calls gather. */
const GATHER_MS = 50;

/** Nothing but `waitUntil` makes this client send. */
const PATIENT = { flushAt: 1_000, flushInterval: HOUR_MS };

/** What a runtime was given to wait for. */
function aRuntime() {
  const handed: Promise<unknown>[] = [];
  return { handed, waitUntil: (work: Promise<unknown>) => void handed.push(work) };
}

describe('the option waitUntil', () => {
  it('keeps the runtime awake until the calls of a burst are delivered, in one request', async () => {
    const service = await stage.service();
    const clock = new ManualClock();
    const { handed, waitUntil } = aRuntime();
    const client = stage.client(service, { ...PATIENT, clock, waitUntil });
    client.track(aTrack());
    client.scope({ userId: 'user-1' }).track({ event: 'Something Happened' });
    client.enqueue({ ...aTrack(), type: 'track' });

    await clock.advance(GATHER_MS);
    await Promise.all(handed);

    expect(handed).toHaveLength(1);
    expect(service.requests.map(({ body }) => body.batch.length)).toEqual([3]);
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('is given another promise for the next burst', async () => {
    const service = await stage.service();
    const clock = new ManualClock();
    const { handed, waitUntil } = aRuntime();
    const client = stage.client(service, { ...PATIENT, clock, waitUntil });
    client.track(aTrack());
    await clock.advance(GATHER_MS);
    await Promise.all(handed);

    client.track(aTrack());
    await clock.advance(GATHER_MS);
    await Promise.all(handed);

    expect(handed).toHaveLength(2);
    expect(service.requests).toHaveLength(2);
  });

  it('is not asked for calls that are refused, dropped at once or left out', async () => {
    const service = await stage.service();
    const { handed, waitUntil } = aRuntime();
    const options = { ...PATIENT, waitUntil, onInvalid: 'drop' } as const;
    const client = stage.client(service, { ...options, plugins: [() => null] });
    const disabled = stage.client(service, { ...options, disable: true });

    client.track({} as never);
    client.track(aTrack());
    disabled.track(aTrack());
    await client.close();
    client.track(aTrack());

    expect(client.stats()).toMatchObject({
      refused: { invalid: 1, closed: 1 },
      dropped: { filtered: 1 },
    });
    expect(handed).toEqual([]);
  });

  it.each<readonly [string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('Outside of a request.');
      },
    ],
    ['rejects', () => Promise.reject(new Error('Outside of a request.'))],
  ])(
    'may be a function that %s: it is counted, and the calls are sent',
    async (_what, waitUntil) => {
      const service = await stage.service();
      const clock = new ManualClock();
      const client = stage.client(service, { ...PATIENT, clock, waitUntil });

      client.track(aTrack());
      await clock.advance(GATHER_MS);
      await service.received(1);
      await client.flush();

      expect(client.stats()).toMatchObject({ delivered: 1, hostErrors: 1 });
    },
  );

  it('waits for closeTimeout at most, and leaves the rest pending', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const clock = new ManualClock();
    const { handed, waitUntil } = aRuntime();
    const options = { ...PATIENT, clock, closeTimeout: 2_000, httpRequestTimeout: 600_000 };
    const client = stage.client(service, { ...options, waitUntil });
    let isOver = false;
    client.track(aTrack());
    void handed[0]?.then(() => {
      isOver = true;
    });

    await clock.advance(GATHER_MS + 1_999);
    expect(isOver).toBe(false);
    await clock.advance(1);

    expect(isOver).toBe(true);
    expect(client.stats()).toMatchObject({ pending: 1 });
  });

  it('sets no timer where it is absent', async () => {
    const service = await stage.service();
    const clock = new ManualClock();
    const client = stage.client(service, { ...PATIENT, clock });

    client.track(aTrack());

    expect(clock.waits).toEqual([HOUR_MS]);
  });
});
