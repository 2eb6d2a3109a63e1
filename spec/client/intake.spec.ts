import { describe, expect, it } from '@jest/globals';
import type { Analytics } from '../../lib/client/analytics.js';
import { INTAKE, type Intake } from '../../lib/client/intake.js';
import { plan } from '../support/a-planned-client.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
const TRACK = { type: 'track', userId: 'u', event: 'E', messageId: 'm-1' };

function intakeOf(client: Analytics): Intake {
  return client[INTAKE] as Intake;
}

describe('the intake of a client', () => {
  it('gives what can be followed to its end, without a promise for it', async () => {
    const service = await stage.service([status(200), status(400)]);
    const intake = intakeOf(stage.client(service));
    for (const expected of [
      { status: 'delivered', attempts: 1 },
      { status: 'dropped', reason: 'refused' },
    ]) {
      const taken = intake.take(TRACK);
      if (!('receipt' in taken)) throw taken.error;
      expect(taken.receipt.settled).toBeUndefined();
      await intake.flush();
      expect(taken.receipt.settled).toMatchObject(expected);
      expect(taken.message()).toMatchObject(TRACK);
    }
  });

  it.each(['throw', 'drop'] as const)(
    'says why a message is not taken, and throws nothing (%s)',
    async (onInvalid) => {
      const service = await stage.service();
      const client = stage.client(service, { onInvalid, plan: { plan, onViolation: 'throw' } });
      const intake = intakeOf(client);
      const reasons = [
        7,
        { type: 'track' },
        { ...TRACK, properties: { a: 'x'.repeat(40_000) } },
        TRACK,
      ].map((raw) => {
        const taken = intake.take(raw);
        return 'reason' in taken && [taken.reason, taken.error instanceof Error];
      });

      expect(reasons).toEqual([
        ['invalid', true],
        ['invalid', true],
        ['too-large', true],
        ['plan-violation', true],
      ]);
      await client.close();
      expect(intake.take(TRACK)).toMatchObject({ reason: 'closed' });
    },
  );

  it('counts what it took for the scope around it', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const scope = client.scope();
    client.run(scope, () => intakeOf(client).take(TRACK));

    expect(await scope.flush()).toMatchObject({ delivered: 1 });
  });

  it('writes to nothing, unless it is its own', async () => {
    const service = await stage.service();
    const intake = intakeOf(stage.client(service));
    const message = JSON.parse(JSON.stringify(TRACK)) as object;
    intake.take(message);
    expect(message).toEqual(TRACK);
    intake.takeData(message);
    await intake.flush();

    const [one, other] = service.messages;
    expect(other).toEqual({ ...one, timestamp: other?.['timestamp'] });
    expect(one).toMatchObject({ ...TRACK, properties: {}, integrations: {} });
  });
});
