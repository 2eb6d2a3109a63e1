import { describe, expect, it } from '@jest/globals';
import { Abortable } from '../../lib/base/abortable.js';

/** Resolves with the word when the signal is aborted. */
function untilAborted(signal: AbortSignal, word: string): Promise<string> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(word));
  });
}

describe('work that can be ended', () => {
  it('gives what it comes to, with a signal of its own for each piece', async () => {
    const all = new Abortable();
    const signals: AbortSignal[] = [];
    const work = async (signal: AbortSignal): Promise<number> => signals.push(signal);

    expect(await Promise.all([all.run(work), all.run(work)])).toEqual([1, 2]);

    expect(signals[0]).not.toBe(signals[1]);
    expect([all.isAborted, signals[0]?.aborted]).toEqual([false, false]);
  });

  it('ends all that is under way, at once', async () => {
    const all = new Abortable();
    const ended = ['one', 'two'].map((word) => all.run((signal) => untilAborted(signal, word)));

    all.abort();

    expect(all.isAborted).toBe(true);
    expect(await Promise.all(ended)).toEqual(['one', 'two']);
  });

  it('begins no more after that but with a signal that is aborted', async () => {
    const all = new Abortable();
    all.abort();
    expect(await all.run(async (signal) => signal.aborted)).toBe(true);
  });

  it('leaves alone what is over, also what failed', async () => {
    const all = new Abortable();
    const signals: AbortSignal[] = [];
    const failing = all.run(async (signal) => {
      signals.push(signal);
      throw new Error('It fails.');
    });
    await expect(failing).rejects.toThrow('It fails.');

    all.abort();

    expect(signals[0]?.aborted).toBe(false);
  });
});
