import { describe, expect, it } from '@jest/globals';
import type {
  AnalyticsSettings,
  HTTPClient,
  HTTPClientRequest,
  OAuthSettings,
} from '@segment/analytics-node';
import { useStage } from '../support/stage.js';
import { decoded, startTokenServer, type TokenRequest } from '../support/token-server.js';
import {
  aClientOf,
  BOTH,
  type Client,
  close,
  hurry,
  type MakesClients,
  SEGMENT,
  sentOf,
  useTheirTime,
  WAYBILL,
} from './both-clients.js';

useTheirTime();
const stage = useStage();

interface Case {
  /** The statuses of the first replies to requests for tokens. */
  readonly script?: readonly number[];
  readonly oauth?: Partial<OAuthSettings>;
  readonly settings?: Partial<AnalyticsSettings>;
}

/** Sends a message with a token, and tells what both servers saw. */
async function play(Maker: MakesClients, { script = [], oauth, settings }: Case) {
  const service = await stage.service();
  const tokens = await startTokenServer(
    stage,
    script.map((status) => ({ status })),
  );
  const oauthSettings = { ...tokens.settings, ...oauth };
  const client = aClientOf(Maker, { host: service.url, oauthSettings, ...settings });
  const errors: unknown[] = [];

  client.track({ userId: '1', event: 'Seen' }, (error) => errors.push(error));
  await hurry(client, client.flush());
  client.page({ userId: '1', name: 'Home', timestamp: new Date(0) });
  await hurry(client, client.flush());

  return {
    errors,
    tokens: tokens.requests.map(withoutChance),
    batches: service.requests.map(sentOf),
  };
}

describe('oauthSettings', () => {
  it.each<readonly [what: string, given: Case]>([
    ['the least', {}],
    ['a scope', { oauth: { scope: 'tracking_api:write other:read' } }],
    ['its maxRetries', { oauth: { maxRetries: 5 } }],
    ['every part as undefined', { oauth: { scope: undefined, maxRetries: undefined } as object }],
  ])('given %s, make the same requests to both servers', async (_what, given) => {
    const ours = await play(WAYBILL, given);

    expect(ours.batches.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
    expect(ours).toStrictEqual(await play(SEGMENT, given));
  });
});

describe.each(BOTH)('with the client of %s', (_name, Maker) => {
  it.each([500, 503, 429])(
    'oauthSettings.maxRetries is how often a token is asked for, given %i, before a message fails',
    async (code) => {
      const given = { settings: { maxRetries: 0 }, oauth: { maxRetries: 4 } };

      const { tokens, batches, errors } = await play(Maker, {
        ...given,
        script: [code, code, code],
      });

      expect(errors).toEqual([undefined]);
      expect(tokens).toHaveLength(4);
      expect(batches[0]).toMatchObject({ authorization: 'Bearer token-1', retryCount: undefined });
    },
  );

  it('a message fails where no token is to be had, and the next one gets its own', async () => {
    const given = { settings: { maxRetries: 0 }, oauth: { maxRetries: 2 } };

    const { batches, errors } = await play(Maker, { ...given, script: [500, 500] });

    expect(errors).toEqual([expect.any(Error)]);
    expect(batches.map(({ body }) => body['batch'])).toMatchObject([[{ type: 'page' }]]);
  });

  it('maxRetries of the client does for tokens too', async () => {
    const { tokens, errors } = await play(Maker, {
      settings: { maxRetries: 4 },
      script: [500, 500, 500],
    });

    expect(errors).toEqual([undefined]);
    expect(tokens).toHaveLength(4);
  });

  it('oauthSettings.httpClient carries the requests for tokens, and them alone', async () => {
    const carried: string[] = [];

    const { batches } = await play(Maker, { oauth: { httpClient: aCourier(carried) } });

    expect(carried).toEqual([expect.stringMatching(/\/token$/)]);
    expect(batches).toHaveLength(2);
  });

  it('httpClient carries the requests for tokens where they have none of their own', async () => {
    const carried: string[] = [];

    await play(Maker, { settings: { httpClient: aCourier(carried) } });

    expect(carried.map((url) => new URL(url).pathname)).toEqual([
      '/token',
      '/v1/batch',
      '/v1/batch',
    ]);
  });

  it('a program may end by closeAndFlush', async () => {
    const service = await stage.service();
    const tokens = await startTokenServer(stage);
    const client: Client = aClientOf(Maker, {
      host: service.url,
      oauthSettings: tokens.settings,
    });

    client.track({ userId: '1', event: 'Seen' });
    await close(client);

    expect(service.messages).toHaveLength(1);
  });
});

/** A request for a token, but for the id of its assertion and the URL of this one server. */
function withoutChance({ form, ...request }: TokenRequest): object {
  const { client_assertion: assertion = '', ...fields } = form;
  const [head = '', claims = ''] = assertion.split('.');
  const { jti, aud, ...rest } = decoded(claims);
  const shape = [decoded(head), rest, typeof jti, typeof aud];
  return { ...request, form: fields, assertion: shape };
}

function aCourier(carried: string[]): HTTPClient {
  return {
    makeRequest({ url, method, headers, body }: HTTPClientRequest) {
      carried.push(url);
      return fetch(url, { method, headers, body });
    },
  };
}
