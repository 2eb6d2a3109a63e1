import { describe, expect, it } from '@jest/globals';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('the built package', () => {
  it.each([
    ['required.cjs', 'named'],
    ['required.cjs', 'default'],
    ['imported.mjs', 'named'],
    ['imported.mjs', 'default'],
  ])('works in %s by its %s export', async (name, which) => {
    const service = await stage.service();

    const program = Program.start(stage, name, { service, args: [which] });

    expect(await program.said('report')).toEqual({
      delivered: 2,
      dropped: 0,
      spooled: 0,
      pending: 0,
    });
    expect(await program.said('same')).toBe(true);
    expect(await program.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(service.messages).toMatchObject([
      { type: 'identify', userId: '42', context: { library: { name: 'waybill' } } },
      { type: 'track', userId: '42', event: 'Something Happened' },
    ]);
  });
});
