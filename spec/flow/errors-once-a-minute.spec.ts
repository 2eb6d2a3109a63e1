import { describe, expect, it } from '@jest/globals';
import type { AnalyticsError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import { aTrack } from '../support/client.js';
import { ManualClock } from '../support/manual-clock.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const MINUTE_MS = 60_000;

function errorsOf(client: Analytics): AnalyticsError[] {
  const errors: AnalyticsError[] = [];
  client.on('error', (error) => errors.push(error));
  return errors;
}

describe("the 'error' event for what concerns every message (CONTRACT 19, the table)", () => {
  it.each([401, 403, 404])(
    'comes at most once a minute for %i, and callbacks for each',
    async (code) => {
      const clock = new ManualClock();
      const service = await stage.service();
      service.otherwise(status(code));
      const client = stage.client(service, { clock });
      const errors = errorsOf(client);
      const statuses: unknown[] = [];
      const callAndFlush = async (): Promise<void> => {
        client.track(aTrack(), (error) => statuses.push(error));
        client.track(aTrack(), (error) => statuses.push(error));
        await client.flush();
      };

      await callAndFlush();
      await callAndFlush();
      await clock.advance(MINUTE_MS - 1);
      await callAndFlush();
      expect(errors).toHaveLength(1);
      await clock.advance(1);
      await callAndFlush();
      await callAndFlush();

      expect(errors).toHaveLength(2);
      expect(errors[0]).toMatchObject({ name: 'DeliveryError', code: 'refused', status: code });
      expect(statuses).toHaveLength(10);
      for (const error of statuses) expect(error).toMatchObject({ code: 'refused', status: code });
      expect(service.requests).toHaveLength(5);
    },
  );

  it('does not keep the errors of single messages from being told', async () => {
    const clock = new ManualClock();
    const service = await stage.service([status(403), status(400), status(400), status(403)]);
    const client = stage.client(service, { clock });
    const errors = errorsOf(client);

    for (let turn = 0; turn < 4; turn += 1) {
      client.track(aTrack());
      await client.flush();
    }

    expect(errors).toMatchObject([{ status: 403 }, { status: 400 }, { status: 400 }]);
  });

  it("is each client's own", async () => {
    const clock = new ManualClock();
    const service = await stage.service();
    service.otherwise(status(401));
    const clients = [stage.client(service, { clock }), stage.client(service, { clock })];
    const errors = clients.map(errorsOf);

    for (const client of clients) {
      client.track(aTrack());
      await client.flush();
    }

    expect(errors.map(({ length }) => length)).toEqual([1, 1]);
  });

  it('may lack a listener: nothing is thrown, and the account has them all', async () => {
    const service = await stage.service();
    service.otherwise(status(404));
    const client = stage.client(service);

    client.track(aTrack());
    client.track(aTrack());

    expect(await client.flush()).toEqual({ delivered: 0, dropped: 2, spooled: 0, pending: 0 });
    expect(client.stats().hostErrors).toBe(0);
  });

  it('is told after the minute even if the first listener came late', async () => {
    const clock = new ManualClock();
    const service = await stage.service();
    service.otherwise(status(401));
    const client = stage.client(service, { clock });
    client.track(aTrack());
    await client.flush();

    const errors = errorsOf(client);
    await clock.advance(MINUTE_MS);
    client.track(aTrack());
    await client.flush();

    expect(errors).toHaveLength(1);
  });
});
