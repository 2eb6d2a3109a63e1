import { turns } from './manual-clock.js';

const LONGEST_MS = 10_000;

/** Turns of the event loop, or other steps, until something is so; fails after a while. */
export async function until(
  isSo: () => boolean,
  what = 'the condition',
  step: () => Promise<unknown> = () => turns(1),
  longestMs = LONGEST_MS,
): Promise<void> {
  const startedMs = performance.now();
  while (!isSo()) {
    if (performance.now() - startedMs > longestMs) throw new Error(`${what} never came true.`);
    await step();
  }
}
