const LONGEST_MS = 10_000;

/** Turns of the event loop until something is so; fails after ten seconds. */
export async function until(isSo: () => boolean, what = 'the condition'): Promise<void> {
  const startedMs = performance.now();
  while (!isSo()) {
    if (performance.now() - startedMs > LONGEST_MS) throw new Error(`${what} never came true.`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
