import { describe, expect, it } from '@jest/globals';
import { watchEndpoint } from '../../../lib/cli/import/watch-endpoint.js';
import { reset, status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';

const stage = useStage();

describe('an endpoint that takes nothing', () => {
  it.each([
    ['answers 503', status(503)],
    ['gives no answer', reset],
  ])(
    'is told once after some seconds, where it %s, and when it takes messages again',
    async (what, fault) => {
      const service = await stage.service([fault, fault]);
      const client = stage.client(service, { flushAt: 1, retry: { minTimeout: 1, maxTimeout: 2 } });
      const said: string[] = [];
      let now = 0;
      const watch = watchEndpoint({ client, say: (line) => said.push(line), nowMs: () => now });
      client.on('http_response', () => {
        watch.look();
        now += 5_000;
        watch.look();
        watch.look();
      });
      client.track({ userId: 'u', event: 'Seen' });
      await client.flush();

      expect(said).toEqual([
        `${service.url}/v1/batch ${what}. It is tried again until it takes messages.`,
        `${service.url}/v1/batch takes messages again.`,
      ]);
    },
  );

  it('is not told of for a fault that is over soon', async () => {
    const service = await stage.service([status(500)]);
    const client = stage.client(service, { flushAt: 1, retry: { minTimeout: 1, maxTimeout: 2 } });
    const said: string[] = [];
    const watch = watchEndpoint({ client, say: (line) => said.push(line), nowMs: () => 0 });
    client.track({ userId: 'u', event: 'Seen' });
    await client.flush();
    watch.look();
    expect(said).toEqual([]);
  });
});
