import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { type Answering, accepted, reset, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const ROUND_TRIP_MS = 50;

const accepting =
  (afterMs: number): Answering =>
  (...given) =>
    void setTimeout(() => accepted(...given), afterMs);

function medianOf(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

describe('a function of AWS Lambda with withAnalytics()', () => {
  it('takes one round trip to the endpoint longer than without it', async () => {
    const service = await stage.service();
    service.otherwise(accepting(ROUND_TRIP_MS));

    const program = Program.start(stage, 'lambda.mjs', { service, args: ['latency', '20'] });

    // The program says this of itself.
    const times = (await program.said('times')) as Record<'with' | 'without', number[]>;
    const addedMs = medianOf(times.with) - medianOf(times.without);
    expect(addedMs).toBeGreaterThanOrEqual(ROUND_TRIP_MS - 2);
    expect(addedMs).toBeLessThan(ROUND_TRIP_MS + 30);
    expect(service.requests).toHaveLength(21);
  });
});

describe('a function of AWS Lambda that flushes by itself', () => {
  it('does not seem to be over to the runtime while a batch waits for a retry', async () => {
    const service = await stage.service([status(503), reset]);

    const program = Program.start(stage, 'lambda.mjs', { service, args: ['flush'] });

    expect(await program.said('answer')).toMatchObject({ result: { delivered: 1, pending: 0 } });
  });
});

describe('a client in AWS Lambda whose process runs out of things to do', () => {
  it('sends what waits, holds up nothing, and stays open', async () => {
    const service = await stage.service();
    service.otherwise(status(503));
    const options = {
      flushAt: 1_000,
      flushInterval: 3_600_000,
      closeTimeout: 0,
      retry: { minTimeout: 3_000, maxTimeout: 3_000 },
    };

    const program = Program.start(stage, 'lambda.mjs', { service, options, args: ['loop', '100'] });

    expect(await program.said('looped')).toMatchObject({ requests: 1, pending: 1 });
    service.otherwise(accepted);
    expect(await program.said('answer')).toEqual({});
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 2, pending: 0 });
  });
});
