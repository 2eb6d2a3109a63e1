import { describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../lib/start.js';

describe('an option that is out of its bounds', () => {
  it.each([
    ['port', -1],
    ['port', 65_536],
    ['port', 1.5],
    ['maxMessages', 0],
    ['maxMessages', 10_000_001],
    ['maxMemoryBytes', 1_048_575],
    ['maxMessageIds', Number.NaN],
  ])('%s: %d is named, with what was found', async (option, value) => {
    const starting = startWorkspace({ [option]: value });

    await expect(starting).rejects.toThrow(RangeError);
    await expect(starting).rejects.toThrow(`startWorkspace: ${option} must be`);
  });
});
