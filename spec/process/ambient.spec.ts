import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a client whose run() nobody uses', () => {
  it('makes no AsyncLocalStorage, which costs time with everything that is awaited', async () => {
    const service = await stage.service();

    const program = Program.start(stage, 'ambient.mjs', { service });

    expect(await program.said('made')).toEqual({ unused: 0, used: 1 });
    expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  });
});
