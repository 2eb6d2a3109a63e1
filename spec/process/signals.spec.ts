import type { ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { reset, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const PATIENT = { flushAt: 1_000, flushInterval: 3_600_000 };

describe('SIGTERM with a handler that closes the client', () => {
  it('loses nothing of what waits', async () => {
    const service = await stage.service();
    const options = { ...PATIENT, maxBatchSize: 30 };
    const program = Program.start(stage, 'sigterm.mjs', {
      service,
      options,
      args: ['100', 'handles'],
    });
    await program.said('running');
    expect(service.requests).toHaveLength(0);

    program.send('SIGTERM');

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    const ids = new Set(service.messages.map(({ messageId }) => messageId));
    expect(ids.size).toBe(100);
    expect(await program.said('account')).toMatchObject({ delivered: 100, pending: 0 });
  });

  it('waits for a request that is on its way', async () => {
    const service = await stage.service();
    const held: ServerResponse[] = [];
    service.script((_request, response) => {
      held.push(response);
    });
    const program = Program.start(stage, 'sigterm.mjs', {
      service,
      options: { ...PATIENT, flushAt: 2, maxBatchSize: 2 },
      args: ['3', 'handles'],
    });
    await service.received(1);
    const second = service.received(2);

    program.send('SIGTERM');
    await second;
    for (const response of held) response.end();

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 3, retried: 0, pending: 0 });
  });

  it('loses nothing in an outage that ends in time', async () => {
    const service = await stage.service([status(503), reset, status(503)]);
    const program = Program.start(stage, 'sigterm.mjs', {
      service,
      options: PATIENT,
      args: ['10', 'handles'],
    });
    await program.said('running');

    program.send('SIGTERM');

    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await program.said('account')).toMatchObject({ delivered: 10, retried: 3, pending: 0 });
    expect(service.requests.at(-1)?.body.batch).toHaveLength(10);
  });
});

describe('SIGTERM without a handler', () => {
  it('ends the program as ever: signals belong to the program', async () => {
    const service = await stage.service();
    const program = Program.start(stage, 'sigterm.mjs', { service, options: PATIENT, args: ['1'] });
    expect(await program.said('running')).not.toContain('SIGTERM');

    program.send('SIGTERM');

    expect(await program.ended).toMatchObject({ code: null, signal: 'SIGTERM' });
    expect(service.requests).toHaveLength(0);
  });
});
