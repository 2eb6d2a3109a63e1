import { describe, expect, it } from '@jest/globals';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { endedBy, idsAt, started } from './signalled.js';

const stage = useStage();

describe('the option before', () => {
  it('has something end while the clients still take calls, once for all of them', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { clients: 3, calls: 1, before: 'calling' });

    program.send('SIGTERM');

    const { stdout } = await program.ended;
    expect(stdout.match(/before "SIGTERM"/g)).toHaveLength(1);
    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(idsAt(service)).toBe(6);
  });

  it('closes the clients after its time', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { before: 'silent', timeout: 100 });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(idsAt(service)).toBe(10);
  });

  it('shares its time with the clients, so that both end in time', async () => {
    const service = await stage.service();
    service.otherwise(silence);
    const program = await started({ stage, service }, { before: 'silent', timeout: 400 });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(await program.said('drop')).toEqual({ reason: 'deadline', messages: 10 });
    const { timeout } = (await program.said('closing')) as { readonly timeout: number };
    // A timer may come a millisecond early.
    expect(timeout).toBeGreaterThanOrEqual(100);
    expect(timeout).toBeLessThan(102);
  });

  it('leaves them what it does not need', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { before: 'calling', timeout: 100_000 });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    const { timeout } = (await program.said('closing')) as { readonly timeout: number };
    expect(timeout).toBeGreaterThan(50_000);
    expect(timeout).toBeLessThan(100_000);
  });

  it('closes the clients where it fails, which is then the end of the process', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { before: 'failing' });

    program.send('SIGTERM');

    const stderr = expect.stringContaining('The server can not be closed.');
    expect(await program.ended).toMatchObject({ code: 1, signal: null, stderr });
    expect(idsAt(service)).toBe(10);
  });
});

describe('handleSignals() in a program that listens itself', () => {
  it.each(['on', 'once'] as const)('leaves the end of the process to it (%s)', async (listens) => {
    const service = await stage.service();
    const program = await started({ stage, service }, { listens });

    program.send('SIGTERM');
    await program.said('stopping');
    program.endInput();

    expect(await program.ended).toMatchObject({ code: 7, signal: null, stderr: '' });
    expect(idsAt(service)).toBe(10);
  });

  it('waits for the clients where the program raises the signal again before they are closed', async () => {
    const service = await stage.service([status(503), status(503)]);
    const program = await started({ stage, service }, { listens: 'nest' });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(service.requests.at(-1)?.body.batch).toHaveLength(10);
  });

  it('does not wait for signal-exit, which waits for everybody else', async () => {
    const service = await stage.service();
    const program = await started({ stage, service }, { listens: 'signalExit' });

    program.send('SIGTERM');

    expect(await program.ended).toEqual(endedBy('SIGTERM'));
    expect(await program.said('signal-exit')).toBe(true);
    expect(idsAt(service)).toBe(10);
  });
});
