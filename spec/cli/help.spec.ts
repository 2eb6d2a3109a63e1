import { describe, expect, it } from '@jest/globals';
import { waybill } from './waybill.js';

describe('waybill help', () => {
  it.each([[[]], [['dev']], [['plan', 'check']], [['send', 'track']]])(
    'prints what %j --help prints',
    async (words) => {
      const helped = await waybill('help', ...words);
      expect(helped).toMatchObject({ exitCode: 0, complaints: '' });
      expect(helped.out).toBe((await waybill(...words, '--help')).out);
    },
  );

  it.each([
    [['plna'], 'waybill has no command plna. It has send, import, '],
    [['plan', 'chek'], 'waybill plan has no command chek. It has check, diff, '],
    [['dev', 'x'], 'waybill dev has no commands below it: found x.'],
  ])('says what there is in the place of %j', async (words, text) => {
    const { exitCode, out, complaints } = await waybill('help', ...words);
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toContain(text);
  });
});
