import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

const HOUR_MS = 3_600_000;

interface State {
  readonly listeners: Readonly<Record<string, number>>;
  readonly resources: readonly string[];
}

describe('a thousand clients, opened, called once each and closed (CONTRACT 29)', () => {
  it('leave no timer, socket or listener, and share one listener meanwhile', async () => {
    const service = await stage.service();
    const options = { flushInterval: HOUR_MS };

    const program = Program.start(stage, 'many-clients.mjs', {
      service,
      options,
      args: ['1000'],
    });
    const opened = await program.said('opened');
    const called = await program.said('called');
    const closed = await program.said('closed');
    // The program says these by the shape of its own `state()`.
    const before = (await program.said('before')) as State;

    expect(opened).toEqual({ ...before, living: 0 });
    expect(called).toEqual({
      ...before,
      listeners: { ...before.listeners, beforeExit: 1 },
      living: 1_000,
    });
    expect(closed).toEqual({
      ...before,
      living: [],
      seen: ['TCPWRAP', 'Timeout'],
      delivered: 1_000,
    });
    expect(before.listeners).not.toHaveProperty('beforeExit');
    expect(before.resources).toEqual([]);
    expect(new Set(service.messages.map(({ messageId }) => messageId)).size).toBe(1_000);
    expect(service.connections).toBe(1_000);
    // The program still runs: it closed its sockets, not its end.
    await until(() => service.openConnections === 0, 'the end of all connections');

    program.endInput();

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  }, 15_000);
});

describe('the listener for the end of the process', () => {
  it('is there only while something is pending, one for all clients of both builds', async () => {
    const service = await stage.service();
    const options = { onInvalid: 'drop', flushInterval: HOUR_MS };

    const program = Program.start(stage, 'exit-listeners.mjs', { service, options });

    expect(await program.said('steps')).toEqual({
      opened: 0,
      nothingAccepted: 0,
      onePending: 1,
      bothPending: 1,
      oneFlushed: 1,
      bothFlushed: 0,
      pendingAgain: 1,
      closed: 0,
    });
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
    const numbers = service.messages.map((message) => message['properties']);
    expect(numbers).toHaveLength(5);
    expect(numbers).toContainEqual({ number: 6 });
  });
});
