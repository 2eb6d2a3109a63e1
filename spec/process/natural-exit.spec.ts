import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { type Answering, reset, type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const HOUR_MS = 3_600_000;

/** Nothing but the end of the process makes this client send. */
const PATIENT = { flushAt: 1_000, flushInterval: HOUR_MS };

const busy = status(503);

/** What the service took, once it had answered so many requests with a fault. */
function takenAfter(faults: number, service: Service): readonly unknown[] {
  const messages = service.requests.slice(faults).flatMap(({ body }) => body.batch);
  return messages.map((message) => message['properties']);
}

function numbersTo(count: number): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({ number: index + 1 }));
}

describe('a program that comes to its end with messages waiting (CONTRACT 29)', () => {
  it('sends them first, and is not held by the hour they were allowed to wait', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'natural-exit.mjs', {
      service,
      options: PATIENT,
      args: ['50'],
    });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(takenAfter(0, service)).toEqual(numbersTo(50));
    expect(await program.said('account')).toMatchObject({
      accepted: 50,
      delivered: 50,
      pending: 0,
    });
  });

  it('sends more than fit into the requests that may be out at once', async () => {
    const service = await stage.service();
    const options = { ...PATIENT, maxBatchSize: 10, maxInFlight: 1 };

    const program = Program.start(stage, 'natural-exit.mjs', { service, options, args: ['95'] });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(service.requests).toHaveLength(10);
    expect(takenAfter(0, service)).toEqual(numbersTo(95));
  });

  it('keeps the exit code that the program chose', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'natural-exit.mjs', {
      service,
      options: PATIENT,
      args: ['1', '3'],
    });

    expect(await program.ended).toMatchObject({ code: 3, stderr: '' });
    expect(takenAfter(0, service)).toEqual(numbersTo(1));
  });

  it.each<[string, Answering]>([
    ['answers 503', busy],
    ['cuts connections', reset],
  ])('sends them after an outage in which the service %s', async (_name, fault) => {
    const service = await stage.service([fault, fault, fault, fault]);

    const program = Program.start(stage, 'natural-exit.mjs', {
      service,
      options: PATIENT,
      args: ['50'],
    });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(service.requests).toHaveLength(5);
    expect(takenAfter(4, service)).toEqual(numbersTo(50));
  });

  it('gives up after closeTimeout in an outage that does not end, and says what is lost', async () => {
    const service = await stage.service();
    service.otherwise(busy);
    const options = { ...PATIENT, closeTimeout: 300, maxRetries: 1_000 };

    const program = Program.start(stage, 'natural-exit.mjs', { service, options, args: ['5'] });

    expect(await program.said('dead-letter')).toEqual({ reason: 'deadline', messages: 5 });
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ dropped: { deadline: 5 }, pending: 0 });
  });

  it('sends what is called in its last moments too', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'calls-at-the-end.mjs', { service, options: PATIENT });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(takenAfter(0, service)).toEqual(numbersTo(3));
  });
});

describe('a program that has sent everything', () => {
  it('is not held by the connections that are kept open', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'top-level-await.mjs', { service, args: ['flush', '1'] });

    await program.said('report');
    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  });
});

describe('a top-level await', () => {
  it.each([['flush'], ['close']])('of %s() lasts through an outage', async (method) => {
    const service = await stage.service([busy, reset, busy]);

    const program = Program.start(stage, 'top-level-await.mjs', {
      service,
      options: PATIENT,
      args: [method, '50'],
    });

    expect(await program.said('report')).toEqual({
      delivered: 50,
      dropped: 0,
      spooled: 0,
      pending: 0,
    });
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(takenAfter(3, service)).toEqual(numbersTo(50));
  });
});
