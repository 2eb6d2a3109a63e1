import { turns } from './manual-clock.js';

const LONGEST_MS = 10_000;

/** Turns of the event loop, or other steps, until something is so; fails after ten seconds. */
export async function until(
  isSo: () => boolean,
  what = 'the condition',
  step: () => Promise<unknown> = () => turns(1),
): Promise<void> {
  const startedMs = performance.now();
  while (!isSo()) {
    if (performance.now() - startedMs > LONGEST_MS) throw new Error(`${what} never came true.`);
    await step();
  }
}
