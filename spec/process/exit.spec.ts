import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { reset, silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('process.exit() right after await close()', () => {
  it.each([
    ['a service that is well', []],
    ['an outage that ends', [status(503), reset]],
  ])('loses nothing with %s, and every callback has run', async (_name, script) => {
    const service = await stage.service(script);

    const program = Program.start(stage, 'exit-after-close.mjs', { service });

    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(await program.said('report')).toEqual({
      delivered: 500,
      dropped: 0,
      spooled: 0,
      pending: 0,
      callbacks: 500,
    });
    const taken = service.requests.slice(script.length).flatMap(({ body }) => body.batch);
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(500);
  });
});

describe('a failure that nobody catches', () => {
  it('ends the process at once with code 1 while messages wait', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'uncaught.mjs', {
      service,
      options: { flushAt: 1_000, flushInterval: 3_600_000 },
      args: ['throws'],
    });

    expect(await program.ended).toMatchObject({
      code: 1,
      signal: null,
      stderr: expect.stringContaining('Nobody catches this.'),
    });
    expect(await program.said('pending')).toBe(5);
    expect(service.requests).toHaveLength(0);
  });

  it.each([['throws-in-flight'], ['rejects']])(
    'ends the process at once with code 1 while a request is on its way (%s)',
    async (failure) => {
      const service = await stage.service();
      service.otherwise(silence);

      const program = Program.start(stage, 'uncaught.mjs', {
        service,
        options: { flushAt: 5, httpRequestTimeout: 600_000 },
        args: [failure],
      });

      expect(await program.ended).toMatchObject({
        code: 1,
        signal: null,
        stderr: expect.stringContaining('Nobody catches this.'),
      });
      expect(await program.said('pending')).toBe(5);
    },
  );
});
