import { describe, expect, it } from '@jest/globals';
import { useStage } from '../support/stage.js';
import {
  aClientOf,
  BOTH,
  type Client,
  close,
  hurry,
  type MakesClients,
  useTheirTime,
} from './both-clients.js';

useTheirTime();
const stage = useStage();

async function play(Maker: MakesClients) {
  const service = await stage.service();
  return { service, client: aClientOf(Maker, { host: service.url }) };
}

describe.each(BOTH)('the client of %s', (_name, Maker) => {
  it('is ready before anything was called, and says its version', async () => {
    const { client } = await play(Maker);

    expect(await hurry(client, Promise.resolve(client.ready))).toBeUndefined();
    expect(
      await hurry(
        client,
        client.ready.then(() => 'then'),
      ),
    ).toBe('then');
    expect(client.VERSION).toMatch(/^\d+\.\d+\.\d+/);
    await close(client);
  });

  it('takes no calls after flush({ close: true })', async () => {
    const { client, service } = await play(Maker);

    client.track({ userId: '1', event: 'Seen' });
    await hurry(client, client.flush({ close: true }));
    client.track({ userId: '1', event: 'Late' });
    await close(client);

    expect(service.messages.map(({ event }) => event)).toEqual(['Seen']);
  });

  it.each([undefined, null, ''])('is not made with %p for a write key', (writeKey) => {
    const make = (): unknown => new Maker({ writeKey: writeKey as string });

    expect(make).toThrow(expect.objectContaining({ field: 'writeKey' }));
  });

  it.each([
    ['neither id', (client: Client) => client.track({ event: 'Seen' } as never)],
    ['no event', (client: Client) => client.track({ userId: '1' } as never)],
    [
      'properties as text',
      (client: Client) => client.track({ userId: '1', event: 'a', properties: 'b' as never }),
    ],
    ['traits as a list', (client: Client) => client.identify({ userId: '1', traits: [] as never })],
    ['no call at all', (client: Client) => client.page(undefined as never)],
  ])('throws for %s', async (_what, call) => {
    const { client } = await play(Maker);

    expect(() => call(client)).toThrow(Error);
    await close(client);
  });
});
