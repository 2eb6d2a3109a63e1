import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a close whose time is up before the request could start (CONTRACT 28)', () => {
  it.each([
    ['plain', {}],
    ['gzip', { gzip: true }],
  ])('drops the message and throws nothing into the process: %s', async (_what, options) => {
    const service = await stage.service();

    // One of these numbers ends the time just before the request starts, wherever that is.
    for (let steps = 0; steps < 60; steps += 1) {
      const client = stage.client(service, options);
      const { outcome } = client.track(aTrack({ properties: { text: 'x'.repeat(2_000) } }));
      void client.flush();
      for (let step = 0; step < steps; step += 1) await Promise.resolve();

      const report = await client.close({ signal: AbortSignal.abort() });

      expect(report).toEqual({ delivered: 0, dropped: 1, spooled: 0, pending: 0 });
      expect(await outcome).toMatchObject({ reason: 'deadline' });
    }
    // Jest fails the spec for what nobody catches until then; a listener in here would not hear of it.
    await turns();
  });
});
