import { describe, expect, it } from '@jest/globals';
import { AnalyticsError } from '../../lib/base/errors.js';
import type { Analytics } from '../../lib/client/analytics.js';
import { complaintsOf } from '../../lib/integrations/complaints.js';
import { requestAnalytics } from '../../lib/integrations/next.js';
import { RequestScopes } from '../../lib/integrations/request-scopes.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

function complaining(): {
  readonly client: Analytics;
  readonly clock: ManualClock;
  readonly errors: AnalyticsError[];
} {
  const client = stage.client({ url: 'http://127.0.0.1:9' });
  const clock = new ManualClock();
  complaintsOf(client, () => clock.now());
  const errors: AnalyticsError[] = [];
  client.on('error', (error) => errors.push(error));
  return { client, clock, errors };
}

function failing(): never {
  throw new Error('The session is broken.');
}

/** What a request does whose user can not be found out. */
const REQUESTS: readonly (readonly [string, (client: Analytics) => Promise<void>])[] = [
  [
    'a middleware',
    async (client) => {
      const options = { identify: failing };
      const scopes = new RequestScopes({
        client,
        call: 'middleware',
        options,
        factsOf: () => ({}),
      });
      scopes.open({}).scope.track({ event: 'Seen', anonymousId: 'visitor-7' });
    },
  ],
  [
    'requestAnalytics',
    async (client) => {
      await requestAnalytics(client, new Headers(), { identify: failing });
    },
  ],
];

describe('what goes wrong beside requests', () => {
  it.each(REQUESTS)('is told once, and not again within a minute: %s', async (_name, request) => {
    const { client, clock, errors } = complaining();

    await request(client);
    await request(client);
    await clock.advance(59_999);
    await request(client);
    await turns();

    expect(errors).toMatchObject([{ code: 'identify-failed' }]);
  });

  it.each(REQUESTS)('is told again after a minute: %s', async (_name, request) => {
    const { client, clock, errors } = complaining();

    await request(client);
    await clock.advance(60_000);
    await request(client);
    await turns();

    expect(errors).toMatchObject([{ code: 'identify-failed' }, { code: 'identify-failed' }]);
  });

  it('is told once for a client, whatever makes its scopes', async () => {
    const { client, errors } = complaining();

    for (const [, request] of REQUESTS) await request(client);
    await turns();

    expect(errors).toHaveLength(1);
  });

  it('is told for each client', async () => {
    const [one, other] = [complaining(), complaining()];

    for (const { client } of [one, other])
      for (const [, request] of REQUESTS) await request(client);
    await turns();

    expect([one.errors.length, other.errors.length]).toEqual([1, 1]);
  });

  it('is told in a later turn, and what a listener throws is counted', async () => {
    const { client, errors } = complaining();
    client.on('error', failing);

    complaintsOf(client).complain(new AnalyticsError('No.', { code: 'no' }));
    expect(errors).toEqual([]);
    await turns();

    expect(errors).toMatchObject([{ code: 'no' }]);
    expect(client.stats()).toMatchObject({ hostErrors: 1 });
  });

  it('is told to nobody where nobody listens', async () => {
    const client = stage.client({ url: 'http://127.0.0.1:9' });

    complaintsOf(client).identifyFailed('middleware', 'no error');
    await turns();

    expect(client.stats()).toMatchObject({ hostErrors: 0 });
  });
});
