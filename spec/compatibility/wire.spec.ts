import { describe, expect, it } from '@jest/globals';
import { type Client, SEGMENT, sentBy, useTheirTime, WAYBILL } from './both-clients.js';
import { CALLS, COMMON, LEAST, make, OWN } from './call-variants.js';

useTheirTime();

describe.each(CALLS)('%s() sends what it sends with the client of Segment', (call) => {
  it.each([...COMMON, ...OWN[call]])('given %s', async (_what, fields) => {
    const program = (client: Client): void => make(client, call, { ...LEAST[call], ...fields });

    const sent = await sentBy(WAYBILL, { program });

    expect(sent).toHaveLength(1);
    expect(sent).toStrictEqual(await sentBy(SEGMENT, { program }));
  });
});

describe('a program sends what it sends with the client of Segment', () => {
  it('in the order of its calls, in one request', async () => {
    const program = (client: Client): void => {
      for (const call of CALLS) make(client, call, LEAST[call]);
      for (const call of CALLS) make(client, call, LEAST[call]);
    };

    const sent = await sentBy(WAYBILL, { program });

    expect(sent).toHaveLength(1);
    expect(sent).toStrictEqual(await sentBy(SEGMENT, { program }));
  });

  it('by methods that it took from the client', async () => {
    const program = ({ track, identify, page, screen, group, alias }: Client): void => {
      identify({ userId: 'user-1', traits: { plan: 'free' } });
      track({ userId: 'user-1', event: 'Seen' });
      page({ anonymousId: 'visitor-7', name: 'Home' });
      screen({ anonymousId: 'visitor-7', name: 'Home' });
      group({ userId: 'user-1', groupId: 'acme' });
      alias({ userId: 'user-1', previousId: 'visitor-7' });
    };

    const sent = await sentBy(WAYBILL, { program });

    expect(sent).toHaveLength(1);
    expect(sent[0]?.body['batch']).toHaveLength(6);
    expect(sent).toStrictEqual(await sentBy(SEGMENT, { program }));
  });

  it('but for what it keeps from Segment by its integrations', async () => {
    const program = (client: Client): void => {
      client.track({ userId: '1', event: 'Kept', integrations: { 'Segment.io': false } });
      client.track({ userId: '1', event: 'Sent', integrations: { All: false } });
    };

    const sent = await sentBy(WAYBILL, { program });

    expect(sent).toHaveLength(1);
    expect(sent[0]?.body['batch']).toMatchObject([{ event: 'Sent' }]);
    expect(sent).toStrictEqual(await sentBy(SEGMENT, { program }));
  });

  it('and nothing where it makes no call', async () => {
    const program = (): void => undefined;

    expect(await sentBy(WAYBILL, { program })).toEqual([]);
    expect(await sentBy(SEGMENT, { program })).toEqual([]);
  });
});
