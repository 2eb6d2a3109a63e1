import http from 'node:http';
import { expectTypeOf } from 'expect-type';
import DefaultAnalytics, {
  Analytics,
  type AnalyticsOptions,
  type DropReason,
  type FlushReport,
  type HttpFetch,
  type Message,
  type Plugin,
  SEGMENT_EU,
  type Transport,
} from 'waybill';

// Compiled, not run.
const writeKey = 'a-write-key';

expectTypeOf(DefaultAnalytics).toEqualTypeOf<typeof Analytics>();
const analytics = new Analytics({ writeKey });

// Only the key is needed, and an option may be undefined.
expectTypeOf<{ writeKey: string }>().toExtend<AnalyticsOptions>();
new Analytics({ writeKey, host: undefined, flushAt: undefined, retry: undefined });
new Analytics({ writeKey, ...SEGMENT_EU, retry: { maxTimeout: 5_000 }, onInvalid: 'drop' });
new Analytics({ writeKey, logger: console, agent: new http.Agent() });
new Analytics({ writeKey, agent: (url) => new http.Agent({ keepAlive: url.port === '1' }) });

// @ts-expect-error: no key.
new Analytics({ flushAt: 1 });
// @ts-expect-error: no options.
new Analytics();
// @ts-expect-error: a number as a text.
new Analytics({ writeKey, flushAt: '20' });
// @ts-expect-error: none of the two.
new Analytics({ writeKey, onInvalid: 'ignore' });
// @ts-expect-error: an option that does not exist.
new Analytics({ writeKey, flushInterva: 1_000 });
// @ts-expect-error: a part of `retry` that does not exist.
new Analytics({ writeKey, retry: { retries: 3 } });
// @ts-expect-error: credentials need their key.
new Analytics({ writeKey, oauthSettings: { clientId: 'c', keyId: 'k' } });
// @ts-expect-error: a logger has four methods.
new Analytics({ writeKey, logger: { info: () => undefined } });

// What carries requests: the fetch of Node.js, an object, or a transport.
expectTypeOf<typeof fetch>().toExtend<HttpFetch>();
new Analytics({ writeKey, httpClient: fetch });
new Analytics({
  writeKey,
  httpClient: {
    makeRequest: async ({ url, method, headers, body, signal }) =>
      fetch(url, { method, headers, body, signal }),
  },
});
const transport: Transport = {
  send: async (payload) => {
    expectTypeOf(payload.body).toEqualTypeOf<Buffer>();
    return { status: 200, headers: {} };
  },
};
new Analytics({ writeKey, transport });
// @ts-expect-error: a reply has a status.
new Analytics({ writeKey, transport: { send: async () => ({ headers: {} }) } });

// Plugins see a message and give one back, or null.
const onlyTracks: Plugin = (message) => {
  expectTypeOf(message).toEqualTypeOf<Message>();
  if (message.type !== 'track') return null;
  expectTypeOf(message.event).toEqualTypeOf<string>();
  return { ...message, properties: { ...message.properties, seen: true } };
};
new Analytics({ writeKey, plugins: [onlyTracks] });
expectTypeOf(analytics.register).parameters.toEqualTypeOf<Plugin[]>();
// @ts-expect-error: a plugin gives an answer.
new Analytics({ writeKey, plugins: [(message: Message) => void message] });
// @ts-expect-error: and not later.
new Analytics({ writeKey, plugins: [async (message: Message) => message] });

new Analytics({
  writeKey,
  deadLetter: (messages, reason) => {
    expectTypeOf(messages).toEqualTypeOf<readonly Message[]>();
    expectTypeOf(reason).toEqualTypeOf<DropReason>();
  },
});

expectTypeOf(analytics.flush({ timeout: 1_000 })).toEqualTypeOf<Promise<FlushReport>>();
expectTypeOf(analytics.flush({ close: true })).toEqualTypeOf<Promise<FlushReport>>();
expectTypeOf(analytics.close({ signal: AbortSignal.timeout(1) })).toEqualTypeOf<
  Promise<FlushReport>
>();
expectTypeOf(analytics.ready()).toEqualTypeOf<Promise<void>>();
expectTypeOf(analytics).toExtend<AsyncDisposable>();
// @ts-expect-error: a timeout is a number of milliseconds.
void analytics.flush({ timeout: '1s' });
// @ts-expect-error: one scope can't close the client.
void analytics.scope().flush({ close: true });
