import { afterEach, describe, expect, it } from '@jest/globals';
import { metrics as globalMetrics } from '@opentelemetry/api';
import { observe } from '../../../lib/integrations/otel.js';
import { aTrack } from '../../support/client.js';
import { useStage } from '../../support/stage.js';
import { someMetrics } from './an-observed-client.js';

const stage = useStage();
afterEach(() => globalMetrics.disable());

/** A client that is observed while there is no global provider. */
async function anEarlyClient() {
  const client = stage.client(await stage.service());
  const end = observe(client);
  stage.onEnd(end);
  /** Registers the SDK. */
  const register = () => {
    const { meterProvider, collect } = someMetrics();
    stage.onEnd(() => meterProvider.shutdown());
    globalMetrics.setGlobalMeterProvider(meterProvider);
    return collect;
  };
  const deliver = () => {
    client.track(aTrack());
    return client.flush();
  };
  return { end, register, deliver };
}

describe('observe, before there is a global meter provider', () => {
  it('reports the account from the first request after it is there', async () => {
    const { register, deliver } = await anEarlyClient();
    await deliver();
    const collect = register();
    await deliver();

    const { values, metrics } = await collect();
    expect(values('waybill.messages.accepted')).toEqual({ '': 2 });
    for (const name of [
      'waybill.batch.size',
      'waybill.batch.messages',
      'waybill.request.duration',
      'waybill.delivery.duration',
    ]) {
      expect([name, metrics[name]?.dataPoints]).toMatchObject([name, [{ value: { count: 1 } }]]);
    }
  });

  it('reports nothing when it has ended before', async () => {
    const { end, register, deliver } = await anEarlyClient();
    end();
    const collect = register();
    await deliver();

    expect((await collect()).values('waybill.messages.accepted')).toEqual({});
  });

  it('ends when it has begun late', async () => {
    const { end, register, deliver } = await anEarlyClient();
    const collect = register();
    await deliver();
    end();

    expect((await collect()).values('waybill.messages.accepted')).toEqual({});
  });
});
