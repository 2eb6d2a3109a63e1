import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { type Answering, accepted, reset, type Service, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

const INVOCATIONS = 1_000;

/** Resolves when the process has been stopped; other systems than Linux have no file that says so. */
async function frozen(program: Program): Promise<void> {
  if (process.platform !== 'linux') return;
  const isStopped = (): boolean =>
    readFileSync(`/proc/${program.pid}/stat`, 'utf8').split(') ')[1]?.startsWith('T') === true;
  await until(isStopped, 'the freeze of the program');
}

/** An endpoint that notes, for each message that it takes, during which invocation it came. */
class Endpoint {
  /** Which invocation runs now; none where the function is frozen. */
  invocation: number | undefined = 1;
  readonly taken: { readonly messageId: string; readonly made: unknown; readonly came: unknown }[] =
    [];
  #requests = 0;

  /** One request in ten fails: by an answer, or by a reset. */
  readonly answer: Answering = (request, response, socket) => {
    this.#requests += 1;
    if (this.#requests % 20 === 0) return status(503)(request, response, socket);
    if (this.#requests % 20 === 10) return reset(request, response, socket);
    for (const message of request.body.batch) {
      const { number } = message['properties'] as { number: number };
      this.taken.push({ messageId: message.messageId, made: number, came: this.invocation });
    }
    accepted(request, response, socket);
  };
}

/** Sees a function through its invocations. It freezes itself after each. */
async function runFrozenBetween(
  { service, endpoint }: { readonly service: Service; readonly endpoint: Endpoint },
  program: Program,
): Promise<void> {
  for (let number = 1; number <= INVOCATIONS; number += 1) {
    expect(await program.said(`returned-${number}`)).toEqual({ result: number });
    await frozen(program);
    endpoint.invocation = undefined;
    // Every other time its connections die meanwhile.
    if (number % 2 === 0) {
      service.cut();
      await until(() => service.openConnections === 0, 'the end of all connections');
    }
    endpoint.invocation = number + 1;
    program.send('SIGCONT');
  }
}

describe('a function that is frozen as soon as it returns', () => {
  it('loses nothing in a thousand invocations, and leaves nothing to a later one', async () => {
    const service = await stage.service();
    const endpoint = new Endpoint();
    service.otherwise(endpoint.answer);
    const args = [`${INVOCATIONS}`];
    const program = Program.start(stage, 'lambda-freezing.mjs', { service, args });

    await runFrozenBetween({ service, endpoint }, program);

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    const account = await program.said('account');
    expect(account).toMatchObject({ delivered: 2 * INVOCATIONS, pending: 0, left: [] });
    const { taken } = endpoint;
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(2 * INVOCATIONS);
    expect(taken.filter(({ made, came }) => made !== came)).toEqual([]);
    // One in ten failed, and every other thaw found its connection dead.
    expect(service.requests.length - INVOCATIONS).toBeGreaterThan(INVOCATIONS / 10);
    expect(service.connections).toBeGreaterThan(INVOCATIONS / 2);
  }, 60_000);
});
