import { describe, expect, it } from '@jest/globals';
import type { Identified } from '../../lib/integrations/visitor.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { AS_ADA, byHeader, type StartApp, visited, type Wishes } from './a-visited-app.js';

/** What every framework's entry point promises where something goes wrong. */
export function describeFailingVisits(startApp: StartApp): void {
  const stage = useStage();
  const start = (wishes?: Wishes) => visited({ stage, startApp }, wishes);

  describe('a handler that throws', () => {
    it('is answered with 500, and what it tracked is sent when the client closes', async () => {
      const { get, client, service } = await start({ identify: byHeader });
      expect((await get('/fails', AS_ADA)).status).toBe(500);

      await client.close();
      expect(service.messages).toMatchObject([{ event: 'Failing', userId: 'ada' }]);
    });

    it('has sent it when its response is done, with `flush`', async () => {
      const { get, service } = await start({ identify: byHeader, flush: 'response' });
      expect((await get('/fails', AS_ADA)).status).toBe(500);

      await service.received(1);
      expect(service.messages).toMatchObject([{ event: 'Failing', userId: 'ada' }]);
    });
  });

  describe('an `identify` that fails', () => {
    const failing = (): never => {
      throw new Error('The session is broken.');
    };

    it.each<readonly [string, () => Identified, object]>([
      ['throws', failing, { code: 'identify-failed' }],
      ['gives something else', () => true as never, { code: 'invalid', field: 'identify' }],
      [
        'gives a promise',
        () => Promise.reject(new Error('Late.')) as never,
        { code: 'invalid', field: 'identify', found: 'a promise' },
      ],
      [
        'gives an id that is none',
        () => ({ userId: Number.NaN }),
        { code: 'invalid', field: 'identify().userId' },
      ],
      [
        'gives traits that are none',
        () => ({ userId: 'ada', traits: [] }),
        { code: 'invalid', field: 'identify().traits' },
      ],
    ])('and %s costs the request its user, and no more', async (_what, identify, expected) => {
      const { post, sent, errors } = await start({ identify });
      for (const anonymousId of ['visitor-1', 'visitor-2']) {
        expect((await post({ anonymousId })).status).toBe(201);
      }

      expect((await sent()).map(({ anonymousId }) => anonymousId)).toEqual([
        'visitor-1',
        'visitor-2',
      ]);
      // Once a minute is enough.
      expect(errors).toMatchObject([expected]);
    });

    it('does no harm where the listener of errors throws too, which is counted', async () => {
      const { client, post } = await start({ identify: failing, flush: 'response' });
      client.on('error', failing);
      expect((await post({ anonymousId: 'visitor-7' })).status).toBe(201);
      expect(client.stats()).toMatchObject({ accepted: 1, hostErrors: 1 });
    });
  });

  describe('with a client that is closed', () => {
    it('requests go on, and their calls are refused', async () => {
      const { client, get, errors } = await start({ identify: byHeader, flush: 'response' });
      await client.close();
      expect((await get('/seen?n=1', AS_ADA)).status).toBe(200);
      await until(() => errors.length > 0);
      expect(errors).toMatchObject([{ code: 'closed' }]);
    });
  });
}
