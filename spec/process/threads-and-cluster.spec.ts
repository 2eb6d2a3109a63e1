import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { reset, type Service, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** Nothing but the end makes these clients send. */
const PATIENT = { flushAt: 1_000, flushInterval: 3_600_000 };

const ENDED = { code: 0, signal: null };
const STOPPED = { code: null, signal: 'SIGTERM' };

function idsIn(messages: Service['messages']): number {
  return new Set(messages.map(({ messageId }) => messageId)).size;
}

describe('a worker thread', () => {
  it.each(['ends', 'is-told'])('delivers what waits when it %s', async (how) => {
    const service = await stage.service();

    const args = [how, '50'];
    const program = Program.start(stage, 'worker-thread.mjs', { service, options: PATIENT, args });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(await program.said('exit')).toBe(0);
    expect(await program.said('account')).toMatchObject({ delivered: 50, pending: 0 });
    expect(idsIn(service.messages)).toBe(50);
  });

  it('delivers it after an outage, which is longer than anything that holds the thread', async () => {
    const service = await stage.service([status(503), reset, status(503)]);

    const args = ['ends', '50'];
    const program = Program.start(stage, 'worker-thread.mjs', { service, options: PATIENT, args });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(service.requests.at(-1)?.body.batch).toHaveLength(50);
  });

  it('gives up after closeTimeout, and ends', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const options = { ...PATIENT, closeTimeout: 200 };

    const args = ['ends', '5'];
    const program = Program.start(stage, 'worker-thread.mjs', { service, options, args });

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ dropped: { deadline: 5 }, pending: 0 });
  });
});

describe('a worker of a cluster', () => {
  it.each([
    ['disconnect', [ENDED]],
    // It disconnects first, so the worker may have ended by itself before the signal comes.
    ['kill', [ENDED, STOPPED]],
    ['signal', [STOPPED]],
  ])('delivers what waits when its primary stops it by %s', async (how, ends) => {
    const service = await stage.service([status(503), reset]);

    const args = [how, '20', '3'];
    const program = Program.start(stage, 'cluster.mjs', { service, options: PATIENT, args });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    for (const id of [1, 2, 3]) expect(ends).toContainEqual(await program.said(`exit-${id}`));
    const taken = service.requests.slice(2).flatMap(({ body }) => body.batch);
    expect(idsIn(taken)).toBe(60);
  });
});
