import { describe, expect, it, jest } from '@jest/globals';
import { useStage } from '../../support/stage.js';
import { aMessage, DevProcess, post } from '../dev/dev-process.js';
import { aProject } from '../migrate/a-project.js';

jest.setTimeout(30_000);

const stage = useStage();

describe('the built waybill tail', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'finds the workspace of its folder, shows what comes, and ends with 0 on %s',
    async (signal) => {
      const cwd = aProject({});
      const url = await DevProcess.start(stage, ['--port', '0'], { cwd }).url();
      const tail = DevProcess.start(stage, ['--json'], { cwd, command: 'tail' });
      expect((await tail.said(/Watching (\S+) until/))[1]).toBe(url);
      await post(url, aMessage({ event: 'one' }), aMessage({ event: 'two' }));
      await tail.said(/"event":"two"/);
      tail.send(signal);
      const ended = await tail.ended;
      expect([ended.code, ended.signal]).toEqual([0, null]);
      expect(ended.out.trimEnd().split('\n')).toHaveLength(2);
    },
  );

  it('ends when nobody reads it any more', async () => {
    const cwd = aProject({});
    const url = await DevProcess.start(stage, ['--port', '0'], { cwd }).url();
    const tail = DevProcess.start(stage, [url], { cwd, command: 'tail' });
    await tail.said(/Watching/);
    tail.stopReading();
    const messages = setInterval(() => void post(url, aMessage()), 50);
    try {
      expect((await tail.ended).code).toBe(0);
    } finally {
      clearInterval(messages);
    }
  });
});
