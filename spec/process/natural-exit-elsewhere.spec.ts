import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { type Service, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** Nothing but the end of the process makes this client send. */
const PATIENT = { flushAt: 1_000, flushInterval: 3_600_000 };
const NUMBERS = [1, 2, 3, 4, 5].map((number) => ({ number }));

interface Run {
  readonly service: Service;
  readonly kind: string;
  readonly mirror?: Service;
  readonly closeTimeout?: number;
}

function run({ service, kind, mirror, closeTimeout = 75_000 }: Run): Program {
  const options = { ...PATIENT, closeTimeout, pluginTimeout: 600_000 };
  const args = [kind, '5', ...(mirror === undefined ? [] : [mirror.url])];
  return Program.start(stage, 'natural-exit-elsewhere.mjs', { service, options, args });
}

describe('a program that comes to its end while messages wait elsewhere (CONTRACT 29)', () => {
  it('lets them through asynchronous plugins first, and sends them', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'slow-plugin' });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 5, pending: 0, given: 5 });
    expect(service.messages.map((message) => message['properties'])).toEqual(NUMBERS);
  });

  it('waits for plugins that are being loaded', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'loading-plugin' });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 5, pending: 0, given: 5 });
  });

  it('gives them to destinations, those of no interest to the endpoint too', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'slow-destination' });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 5, given: 6 });
  });

  it('waits for retries of a destination', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'failing-destination' });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 5, given: 5 });
  });

  it('sends them to the mirror, also after an outage of it', async () => {
    const [service, mirror] = [await stage.service(), await stage.service([status(503)])];

    const program = run({ service, kind: 'mirror', mirror });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(service.messages.map((message) => message['properties'])).toEqual(NUMBERS);
    expect(mirror.requests.at(-1)?.body.batch).toHaveLength(5);
    expect(await program.said('account')).toMatchObject({ mirror: { delivered: 5, pending: 0 } });
  });
});

describe('a program that comes to its end while somebody else never answers', () => {
  it('gives a plugin up after closeTimeout, and says what is lost', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'silent-plugin', closeTimeout: 200 });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ dropped: { deadline: 5 }, pending: 0 });
    expect(service.requests).toHaveLength(0);
  });

  it('gives a destination up after closeTimeout, and says what is lost', async () => {
    const service = await stage.service();

    const program = run({ service, kind: 'silent-destination', closeTimeout: 200 });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('drop')).toEqual({ reason: 'deadline', destination: 'a-plugin' });
    expect(await program.said('account')).toMatchObject({
      delivered: 5,
      destinations: { 'a-plugin': { dropped: { deadline: 5 }, pending: 0 } },
    });
  });

  it('gives the mirror up after closeTimeout', async () => {
    const [service, mirror] = [await stage.service(), await stage.service()];
    mirror.otherwise(silence);

    const program = run({ service, kind: 'mirror', mirror, closeTimeout: 200 });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({
      delivered: 5,
      mirror: { dropped: { deadline: 5 }, pending: 0 },
    });
  });
});
