import { afterEach, describe, expect, it } from '@jest/globals';
import { ExitHold } from '../../lib/client/exit-hold.js';
import { turns } from '../support/manual-clock.js';

const before = process.listeners('beforeExit');

function listeners(): readonly ((code: number) => void)[] {
  return process.listeners('beforeExit').filter((listener) => !before.includes(listener));
}

describe('a natural exit of the process', () => {
  let drains = 0;
  const hold = new ExitHold({
    drain: async () => {
      drains += 1;
    },
  });

  afterEach(() => {
    drains = 0;
  });

  it('is held once by all parts of a client that have messages, and drains it once', async () => {
    hold.take();
    hold.take();
    expect(listeners()).toHaveLength(1);
    for (const listener of listeners()) listener.call(process, 0);
    await turns(2);
    hold.release();
    hold.release();

    expect([drains, listeners()]).toEqual([1, []]);
  });

  it('is held until the last of them has none', () => {
    hold.take();
    hold.take();
    hold.release();
    expect(listeners()).toHaveLength(1);

    hold.release();
    expect(listeners()).toHaveLength(0);
  });
});
