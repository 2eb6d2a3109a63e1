import { describe, expect, it } from '@jest/globals';
import { INTAKE, type Intake } from '../../lib/client/intake.js';
import { plan } from '../support/a-planned-client.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

async function examined(message: unknown, options: object = {}) {
  const service = await stage.service();
  const client = stage.client(service, options);
  const intake = client[INTAKE] as Intake;
  const found = intake.examine(message);
  await client.flush();
  expect([service.requests.length, client.stats().calls]).toEqual([0, 0]);
  return found && `${found.reason}: ${found.error.message}`;
}

const TRACK = {
  type: 'track',
  userId: 'u',
  event: 'Product Viewed',
  properties: { product_id: 'p' },
};

describe('examining a message without sending it', () => {
  it('finds nothing where it would be sent', async () => {
    expect(await examined(TRACK)).toBeUndefined();
    expect(await examined(TRACK, { plan: { plan } })).toBeUndefined();
  });

  it.each([
    ['no call', { type: 'tracks' }, /^invalid: enqueue: type must be one of identify, track/],
    ['no object', 7, /^invalid: enqueue: message must be an object with a type/],
    ['a rule that is broken', { type: 'track', userId: 'u' }, /^invalid: track: event must be/],
    [
      'what is too large',
      { ...TRACK, properties: { text: 'ä'.repeat(20_000) } },
      /^too-large: track: message/,
    ],
    [
      'what is much too large',
      { ...TRACK, properties: { text: 'x'.repeat(40_000) } },
      /^too-large: track: /,
    ],
    [
      'no JSON',
      {
        ...TRACK,
        properties: {
          get a() {
            throw new Error('no');
          },
        },
      },
      /^unserializable: track: properties/,
    ],
  ])('finds %s', async (_name, message, found) => {
    expect(await examined(message)).toMatch(found);
    expect(await examined(message, { onInvalid: 'drop' })).toMatch(found);
  });

  it('holds it to the plan', async () => {
    const message = { ...TRACK, properties: {} };

    expect(await examined(message, { plan: { plan, onViolation: 'warn' } })).toBeUndefined();
    for (const onViolation of ['block', 'throw']) {
      const found = await examined(message, { plan: { plan, onViolation } });
      expect(found).toMatch(
        /^plan-violation: The tracking plan stops this message, track "Product V/,
      );
    }
  });
});
