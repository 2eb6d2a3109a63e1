import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { reset, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { endedBy, idsAt, PATIENT, started } from './signalled.js';

const stage = useStage();

describe('handleSignals()', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'delivers what waits on %s, and the process ends by it',
    async (signal) => {
      const service = await stage.service();
      const program = await started({ stage, service }, { calls: 100 });
      expect(service.requests).toHaveLength(0);

      program.send(signal);

      expect(await program.ended).toEqual(endedBy(signal));
      expect(idsAt(service)).toBe(100);
    },
  );

  it('delivers what waits in an outage that ends in time', async () => {
    const service = await stage.service([status(503), reset, status(503)]);
    const program = await started({ stage, service });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(service.requests.at(-1)?.body.batch).toHaveLength(10);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('gives a shell what %s gives it: %i', async (raises, code) => {
    const service = await stage.service();
    const path = fileURLToPath(new URL('../fixtures/programs/handle-signals.mjs', import.meta.url));
    const script = '"$0" "$@"; echo "code $?"';
    const args = ['-c', script, process.execPath, path, JSON.stringify({ raises })];
    const env = { SERVICE_URL: service.url, CLIENT_OPTIONS: JSON.stringify(PATIENT) };

    const stdout = await new Promise((resolve) => {
      execFile('/bin/sh', args, { env }, (_error, text) => resolve(text));
    });

    expect(stdout).toContain(`code ${code}`);
    expect(idsAt(service)).toBe(10);
  });

  it('ends the process at its deadline where the endpoint is silent', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const program = await started({ stage, service }, { timeout: 200 });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(await program.said('drop')).toEqual({ reason: 'deadline', messages: 10 });
  });

  it('ends it also where somebody else is closing the client with more time', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const program = await started({ stage, service }, { timeout: 100, closes: 3_600_000 });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
  });

  it('ends it at once on a second signal, of any kind', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const program = await started({ stage, service }, { timeout: 3_600_000 });
    program.send('SIGTERM');
    await service.received(1);
    let hasEnded = false;
    void program.ended.finally(() => {
      hasEnded = true;
    });

    // As long as it takes for two signals not to be one.
    const isOver = (): boolean => {
      program.send('SIGINT');
      return hasEnded;
    };
    await until(isOver, 'the end of the program');

    expect(await program.ended).toEqual(endedBy('SIGINT'));
  });

  it('takes a signal that a terminal and npm raise both for one', async () => {
    const service = await stage.service([status(503)]);
    const program = await started({ stage, service }, { raises: 'again' });

    program.send('SIGINT');

    expect(await program.ended).toEqual(endedBy('SIGINT'));
    expect(service.requests.at(-1)?.body.batch).toHaveLength(10);
  });

  it('may be told twice of a client, and has one listener for many', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { clients: 20, repeats: true });
    expect(await program.said('running')).toBe(1);

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(idsAt(service)).toBe(200);
  });

  it('has one listener for the clients of both builds', async () => {
    const service = await stage.service();
    const program = Program.start(stage, 'handle-signals-builds.mjs', {
      service,
      options: PATIENT,
    });
    expect(await program.said('running')).toBe(1);

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(idsAt(service)).toBe(2);
  });

  it('is over after dispose()', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { disposes: true });
    expect(await program.said('running')).toBe(0);

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(service.requests).toHaveLength(0);
  });

  it('leaves a client alone that a later call handles, when an earlier one is disposed of', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { repeats: true, disposes: true });
    expect(await program.said('running')).toBe(1);

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(idsAt(service)).toBe(10);
  });
});
