import { describe, expect, it } from '@jest/globals';
import parse from 'parse-prometheus-text-format';
import { prometheusText, statsHandler } from '../../../lib/integrations/monitor.js';
import { aTrack } from '../../support/client.js';
import { status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';
import { problemOf } from '../problem-of.js';
import { MOUNTS } from './mounted.js';

const stage = useStage();

/** The samples by name and labels, as the parser reads them. */
function samplesOf(text: string): Readonly<Record<string, number>> {
  const pairs = parse(text).flatMap(({ name, metrics }) =>
    metrics.map(({ value, labels = {} }) => {
      const shown = Object.values(labels).join(' ');
      return [`${name} ${shown}`.trim(), Number(value)] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

describe('the account as Prometheus reads it', () => {
  it('has every figure, by reason where there is one', async () => {
    const service = await stage.service([status(200), status(503), status(401)]);
    const client = stage.client(service, { onInvalid: 'drop' });
    for (let count = 0; count < 2; count += 1) {
      client.track(aTrack());
      await client.flush();
    }
    client.track(aTrack({ event: '' }));
    client.track(aTrack());

    const text = prometheusText(client);
    const samples = samplesOf(text);
    const { pendingBytes, dropped, refused } = client.stats();
    expect(samples).toMatchObject({
      waybill_messages_accepted_total: 3,
      waybill_messages_delivered_total: 1,
      'waybill_messages_dropped_total refused': 1,
      'waybill_calls_refused_total invalid': 1,
      waybill_messages_spooled_total: 0,
      waybill_requests_total: 3,
      waybill_requests_retried_total: 1,
      waybill_requests_in_flight: 0,
      waybill_queue_messages: 1,
      waybill_queue_bytes: pendingBytes,
      waybill_host_errors_total: 0,
    });
    expect(samples['waybill_endpoint_failing_seconds']).toBeGreaterThanOrEqual(0);
    for (const reason of Object.keys(dropped)) {
      expect(samples).toHaveProperty([`waybill_messages_dropped_total ${reason}`]);
    }
    for (const reason of Object.keys(refused)) {
      expect(samples).toHaveProperty([`waybill_calls_refused_total ${reason}`]);
    }
    const kinds = parse(text).map(({ name, type }) => [name.endsWith('_total'), type]);
    expect(new Set(kinds.map(String))).toEqual(new Set(['true,COUNTER', 'false,GAUGE']));
  });

  it('has what stands beside the endpoint under names of its own', async () => {
    const [service, second] = [await stage.service(), await stage.service()];
    const client = stage.client(service, {
      mirror: { writeKey: 'b', host: second.url },
      plugins: [{ name: 'a "ware\\\nhouse"', type: 'destination', track: (context) => context }],
    });
    client.track(aTrack());
    await client.flush();

    expect(samplesOf(prometheusText(client))).toMatchObject({
      waybill_messages_delivered_total: 1,
      waybill_mirror_messages_delivered_total: 1,
      'waybill_destination_messages_delivered_total a "ware\\\nhouse"': 1,
    });
  });

  it('has labels and a prefix of the program', async () => {
    const client = stage.client(await stage.service());
    const text = prometheusText(client, { prefix: 'shop_events', labels: { region: 'eu "1"' } });
    const [first] = parse(text);

    expect(first).toMatchObject({
      name: 'shop_events_messages_accepted_total',
      metrics: [{ value: '0', labels: { region: 'eu "1"' } }],
    });
  });

  it.each(Object.entries(MOUNTS))('is answered in %s', async (_name, mount) => {
    const client = stage.client(await stage.service());
    const response = await fetch(await mount(stage, statsHandler(client)));

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(samplesOf(await response.text())).toMatchObject({ waybill_messages_accepted_total: 0 });
  });

  it.each([
    ['client', {}, {}],
    ['prefix', undefined, { prefix: '1st' }],
    ['labels', undefined, { labels: { 'a-b': 'c' } }],
    ['labels', undefined, { labels: { a: 1 } }],
    ['color', undefined, { color: 'red' }],
  ])('is not made with a wrong %s', async (field, given, options) => {
    const client = given ?? stage.client(await stage.service());
    const problem = { code: 'invalid', field };
    const of = (call: string) => ({ call, ...problem });
    expect(problemOf(() => prometheusText(client as never, options as never))).toEqual(
      of('prometheusText'),
    );
    expect(problemOf(() => statsHandler(client as never, options as never))).toEqual(
      of('statsHandler'),
    );
  });
});
