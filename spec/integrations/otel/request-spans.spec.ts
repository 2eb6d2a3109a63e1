import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from '@jest/globals';
import { type Context, context, type SpanContext, SpanKind, trace } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { RequestTold } from '../../../lib/client/channels.js';
import { ObservedMessages } from '../../../lib/client/observed-message.js';
import { traceRequests } from '../../../lib/integrations/otel/request-spans.js';
import { anEntry } from '../../client/an-entry.js';
import { aTrack } from '../../support/client.js';
import { reset, silence, status } from '../../support/service.js';
import { startTokenServer } from '../../support/token-server.js';
import { anObservedClient, useObservedStage } from './an-observed-client.js';

const stage = useObservedStage();

const linkedTo = ({ links }: ReadableSpan): readonly string[] =>
  links.map((link) => link.context.spanId);

const idsOf = (callers: readonly SpanContext[]): readonly string[] =>
  callers.map(({ spanId }) => spanId);

describe('the span of a request', () => {
  it('tells of it by the names of HTTP clients, and is linked to the spans of its calls', async () => {
    const service = await stage.service([status(503)]);
    const { client, within, sends } = anObservedClient(stage, service);
    const callers = ['one', 'two'].map((name) => within(name, (it) => void it.track(aTrack())));
    client.track(aTrack());
    await client.flush();

    const spans = sends();
    expect(spans).toHaveLength(2);
    for (const span of spans) {
      expect(span.name).toBe('send 127.0.0.1');
      expect(span.kind).toBe(SpanKind.CLIENT);
      expect(span.parentSpanContext).toBeUndefined();
      expect(linkedTo(span)).toEqual(idsOf(callers));
    }
    expect(spans.map(({ attributes }) => attributes)).toMatchObject([
      {
        'http.request.method': 'POST',
        'url.full': `${service.url}/v1/batch`,
        'server.address': '127.0.0.1',
        'server.port': service.port,
        'messaging.batch.message_count': 3,
        'http.response.status_code': 503,
        'error.type': '503',
      },
      { 'http.response.status_code': 200 },
    ]);
    expect(spans.map((span) => span.status.code)).toEqual([2, 0]);
  });

  it('is one for each time that a batch is sent, and says which it is', async () => {
    const service = await stage.service([status(503), reset, status(429)]);
    const { client, sends } = anObservedClient(stage, service);
    client.track(aTrack());
    await client.flush();

    expect(service.requests).toHaveLength(4);
    const resends = sends().map(({ attributes }) => attributes['http.request.resend_count']);
    expect(resends).toEqual([undefined, 1, 2, 3]);
    expect(new Set(sends().map((span) => span.spanContext().traceId)).size).toBe(4);
  });

  it.each([
    ['ECONNRESET', reset, {}],
    ['TimeoutError', silence, { httpRequestTimeout: 50 }],
  ])('says why there was no reply: %s', async (reason, answering, given) => {
    const service = await stage.service([answering]);
    const { client, sends } = anObservedClient(stage, service, {}, given);
    client.track(aTrack());
    await client.flush();

    expect(sends()).toMatchObject([
      { attributes: { 'error.type': reason }, status: { code: 2, message: expect.any(String) } },
      { attributes: { 'http.response.status_code': 200 } },
    ]);
  });

  it('keeps the request from being traced by others, and nothing else', async () => {
    const service = await stage.service();
    const tokens = await startTokenServer(stage);
    const seen: [string, Context][] = [];
    const carrying = (what: string) => async (url: string, request: object) => {
      seen.push([what, context.active()]);
      return fetch(url, request);
    };
    const { client, end } = anObservedClient(
      stage,
      service,
      {},
      {
        httpClient: carrying('batch'),
        oauthSettings: { ...tokens.settings, httpClient: carrying('token') },
      },
    );
    client.on('http_response', () => seen.push(['listener', context.active()]));
    client.track(aTrack());
    await client.flush();
    end();
    client.track(aTrack());
    await client.flush();

    expect(seen.map(([what, one]) => [what, isTracingSuppressed(one)])).toEqual([
      ['token', false],
      ['batch', true],
      ['listener', false],
      ['batch', false],
      ['listener', false],
    ]);
  });

  it('ends with the observation, where there is no reply yet', async () => {
    const service = await stage.service([silence]);
    const { client, end, sends } = anObservedClient(stage, service);
    client.track(aTrack());
    void client.flush();
    await service.received(1);
    expect(sends()).toEqual([]);

    end();
    expect(sends()).toMatchObject([{ ended: true, status: { code: 0 } }]);
    service.cut();
    await client.flush();
    expect(sends()).toHaveLength(1);
  });
});

describe('the links of a span', () => {
  it('are one for each span of calls, however many calls it had', async () => {
    const service = await stage.service();
    const { client, within, sends } = anObservedClient(stage, service);
    const twice = within('twice', (it) => {
      it.track(aTrack());
      it.track(aTrack());
    });
    // Spans of other programs, and one that was read from the headers of two requests.
    const remote = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), traceFlags: 1 };
    for (const one of [{ ...remote }, twice, { ...remote }]) {
      context.with(trace.setSpanContext(context.active(), one), () => client.track(aTrack()));
    }
    await client.flush();

    expect(sends().map(linkedTo)).toEqual([idsOf([twice, remote])]);
  });

  it('are those of its messages at the mirror, too', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const mirror = { writeKey: 'b', host: second.url };
    const { client, within, sends } = anObservedClient(stage, service, {}, { mirror });
    const caller = within('one', (it) => void it.track(aTrack()));
    await client.flush();

    expect(sends().map(linkedTo)).toEqual([idsOf([caller]), idsOf([caller])]);
  });

  it('are 128 at most', async () => {
    const service = await stage.service();
    const { client, within, sends } = anObservedClient(stage, service, {}, { flushAt: 200 });
    const callers = Array.from({ length: 150 }, (_, index) =>
      within(`call ${index}`, (it) => void it.track(aTrack())),
    );
    await client.flush();

    expect(sends().map(linkedTo)).toEqual([idsOf(callers.slice(0, 128))]);
  });

  it('are those of the messages of one request, where a batch has to be divided', async () => {
    const service = await stage.service([status(413)]);
    const { client, within, sends } = anObservedClient(stage, service);
    const callers = ['a', 'b'].map((name) => within(name, (it) => void it.track(aTrack())));
    await client.flush();

    const [all, ...parts] = sends().map(linkedTo);
    expect(all).toEqual(idsOf(callers));
    expect(parts.flat().sort()).toEqual([...idsOf(callers)].sort());
    expect(parts).toHaveLength(2);
  });

  it('are none for what no span is', async () => {
    const service = await stage.service();
    const { client, sends } = anObservedClient(stage, service);
    const none = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 };
    context.with(trace.setSpanContext(context.active(), none), () => client.track(aTrack()));
    await client.flush();

    expect(sends().map(linkedTo)).toEqual([[]]);
  });

  it('are looked for among messages that somebody has asked for: no other is made for them', async () => {
    const client = stage.client(await stage.service());
    const tracer = new BasicTracerProvider().getTracer('waybill');
    stage.onEnd(traceRequests(client, tracer, {}));
    const entries = ['m0', 'm1', 'm2'].map((id) => anEntry(id));
    const messages = new ObservedMessages(entries);
    const asked = messages.at(1);

    channel('waybill:request').publish({
      client,
      destination: undefined,
      url: 'http://localhost/v1/batch',
      method: 'POST',
      attempt: 1,
      messages,
      bytes: 1,
      jsonBytes: 1,
      around: undefined,
    } satisfies RequestTold);

    expect(entries.map(({ told }) => told)).toEqual([undefined, asked, undefined]);
  });
});
