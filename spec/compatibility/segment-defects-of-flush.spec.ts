import type http from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { type Answering, type Service, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

// What Segment's client 3.1.0 gets wrong, in when it sends and for whom it waits. Being compatible stops here.
const stage = useStage();

/** Holds the next request, until the spec answers it. */
function holdNext(service: Service): { answer(): void } {
  let held: http.ServerResponse | undefined;
  const hold: Answering = (_request, response) => {
    held = response;
  };
  service.script(hold);
  return { answer: () => held?.end('{}') };
}

describe('flush()', () => {
  it('sends what waits at once while a request is out, without a timer', async () => {
    const service = await stage.service();
    const first = holdNext(service);
    const client = stage.client(service, { clock: new ManualClock(), flushAt: 2 });
    client.track(aTrack());
    client.track(aTrack());
    await service.received(1);
    client.track(aTrack({ event: 'Partial' }));

    const flushed = client.flush();
    await service.received(2);

    expect(service.requests[1]?.body.batch).toMatchObject([{ event: 'Partial' }]);
    first.answer();
    expect(await flushed).toMatchObject({ delivered: 3, pending: 0 });
  });

  it('resolves under steady traffic, without what came after it', async () => {
    const service = await stage.service();
    const client = stage.client(service, { flushAt: 1 });
    const goOn: Answering = (_request, response) => {
      client.track(aTrack({ event: 'Later' }));
      response.end('{}');
    };
    service.otherwise(goOn);
    client.track(aTrack());

    expect(await client.flush()).toEqual({ delivered: 1, dropped: 0, spooled: 0, pending: 0 });
  });

  it('that overlaps with another waits for its own messages too', async () => {
    const service = await stage.service();
    const first = holdNext(service);
    const client = stage.client(service);
    client.track(aTrack());
    const one = client.flush();
    await service.received(1);
    client.track(aTrack());

    const other = client.flush();
    await service.received(2);
    first.answer();

    expect(await one).toMatchObject({ delivered: 1, pending: 0 });
    expect(await other).toMatchObject({ delivered: 2, pending: 0 });
  });

  it('with a timeout ends the wait and aborts nobody: a retry that waits is made in its time', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(503), silence]);
    const retry = { minTimeout: 500, maxTimeout: 500 };
    const client = stage.client(service, { clock, retry });
    const errors: unknown[] = [];
    client.track(aTrack({ event: 'Unrelated' }), (error) => errors.push(error));
    void client.flush();
    await service.received(1);
    await until(() => clock.timers > 0, 'the wait for a retry');
    client.track(aTrack());

    const flushed = client.flush({ timeout: 1 });
    await service.received(2);
    await clock.advance(1);

    expect(await flushed).toMatchObject({ pending: 2 });
    expect(errors).toEqual([]);
    await clock.advance(1_000);
    await until(() => errors.length > 0, 'the retry');
    expect(errors).toEqual([undefined]);
  });
});

describe('closeAndFlush()', () => {
  it.each(['closeAndFlush', 'flush with close'])(
    'during a flush closes the client, and waits (%s)',
    async (way) => {
      const service = await stage.service();
      const first = holdNext(service);
      const client = stage.client(service);
      client.track(aTrack());
      const flushed = client.flush();
      await service.received(1);
      let hasClosed = false;

      const closing =
        way === 'closeAndFlush' ? client.closeAndFlush() : client.flush({ close: true });
      void closing.then(() => {
        hasClosed = true;
      });
      const codes: unknown[] = [];
      client.track(aTrack({ event: 'Late' }), (error) => codes.push(error));
      await turns();

      expect(codes).toEqual([expect.objectContaining({ code: 'closed' })]);
      expect(hasClosed).toBe(false);
      first.answer();
      await Promise.all([flushed, closing]);
      expect(service.messages.map(({ event }) => event)).toEqual(['Something Happened']);
    },
  );
});

describe('a service that does not answer', () => {
  it('is sent no more than maxInFlight requests, however many calls are made', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const client = stage.client(service, { flushAt: 1, maxBatchSize: 1, maxInFlight: 3 });

    for (let call = 0; call < 500; call += 1) client.track(aTrack());
    await service.received(3);
    await turns(50);

    expect(service.requests).toHaveLength(3);
    expect(service.connections).toBe(3);
  });

  it('costs no more memory than maxQueueSize and maxQueueBytes allow, and callers learn of it', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const codes: unknown[] = [];
    const bySize = stage.client(service, { maxQueueSize: 100 });
    const byBytes = stage.client(service, { maxQueueBytes: 100_000 });
    const call = aTrack({ properties: { text: 'a'.repeat(10_000) } });

    for (let count = 0; count < 200; count += 1) {
      bySize.track(aTrack(), (error) => codes.push(error));
      byBytes.track(call);
    }
    await turns();

    expect(bySize.stats()).toMatchObject({ pending: 100, refused: { 'queue-full': 100 } });
    expect(byBytes.stats().pendingBytes).toBeLessThanOrEqual(100_000);
    expect(byBytes.stats().pending).toBe(9);
    expect(codes).toHaveLength(100);
    expect(codes[0]).toMatchObject({ code: 'queue-full' });
  });
});

describe('host', () => {
  it.each(['', '/'])('keeps the path that is in it, ending in "%s"', async (end) => {
    const service = await stage.service();
    const client = stage.client({ url: `${service.url}/a/proxy${end}` });

    client.track(aTrack());
    await client.flush();

    expect(service.requests.map(({ path }) => path)).toEqual(['/a/proxy/v1/batch']);
  });
});
