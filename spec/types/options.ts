import http from 'node:http';
import { expectTypeOf } from 'expect-type';
import DefaultAnalytics, {
  Analytics,
  type AnalyticsError,
  type AnalyticsOptions,
  type Context,
  type DropReason,
  type FlushReport,
  type HTTPFetchFn,
  type Message,
  type PluginLike,
  SEGMENT_EU,
  type Step,
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
expectTypeOf<typeof fetch>().toExtend<HTTPFetchFn>();
new Analytics({ writeKey, httpClient: fetch });
new Analytics({
  writeKey,
  httpClient: {
    makeRequest: async ({ url, method, headers, body, signal = null }) =>
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

// Functions see a message and give one back, or null, now or later.
const onlyTracks: Step = (message) => {
  expectTypeOf(message).toEqualTypeOf<Message>();
  if (message.type !== 'track') return null;
  expectTypeOf(message.event).toEqualTypeOf<string>();
  return { ...message, properties: { ...message.properties, seen: true } };
};
new Analytics({ writeKey, plugins: [onlyTracks] });
expectTypeOf(analytics.register).parameters.toEqualTypeOf<(PluginLike | Step)[]>();
new Analytics({ writeKey, plugins: [async (message: Message) => message] });
// @ts-expect-error: a function gives an answer.
new Analytics({ writeKey, plugins: [(message: Message) => void message] });
// Plugins are known by name and type, and see a context.
const enrichment: PluginLike = {
  name: 'region',
  type: 'enrichment',
  track: (context) => {
    expectTypeOf(context).toEqualTypeOf<Context>();
    context.updateEvent('context.region', 'eu');
    return context;
  },
};
new Analytics({ writeKey, plugins: [enrichment, onlyTracks] });
// @ts-expect-error: a plugin has a name.
new Analytics({ writeKey, plugins: [{ type: 'before' }] });
// @ts-expect-error: and one of five types.
new Analytics({ writeKey, plugins: [{ name: 'x', type: 'middle' }] });

// The forms of Segment's legacy client.
new Analytics('a-key', { flushAt: 1, enable: false, errorHandler: (error) => error.code });
void analytics.flush((error, report) => {
  expectTypeOf(error).toEqualTypeOf<AnalyticsError | undefined>();
  expectTypeOf(report).toEqualTypeOf<FlushReport>();
});
new Analytics({ writeKey, mirror: { writeKey: 'another', host: 'https://example.com' } });
// @ts-expect-error: a mirror has no plugins of its own.
new Analytics({ writeKey, mirror: { writeKey: 'another', plugins: [] } });

new Analytics({
  writeKey,
  deadLetter: (messages, reason) => {
    expectTypeOf(messages).toEqualTypeOf<readonly Message[]>();
    expectTypeOf(reason).toEqualTypeOf<DropReason>();
  },
});

expectTypeOf(analytics.flush({ timeout: 1_000 })).resolves.toExtend<FlushReport>();
expectTypeOf(analytics.flush({ close: true })).resolves.toExtend<FlushReport>();
expectTypeOf(analytics.close({ signal: AbortSignal.timeout(1) })).resolves.toExtend<FlushReport>();
// What returns nothing in Segment's client may be returned from a function that promises nothing.
expectTypeOf(analytics.closeAndFlush()).toExtend<Promise<void>>();
expectTypeOf(analytics.ready()).toEqualTypeOf<Promise<void>>();
expectTypeOf(analytics).toExtend<AsyncDisposable>();
// @ts-expect-error: a timeout is a number of milliseconds.
void analytics.flush({ timeout: '1s' });
// @ts-expect-error: one scope can't close the client.
void analytics.scope().flush({ close: true });
