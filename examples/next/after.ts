/** Stands in for `after` of `next/server`: runs work when the response is on its way. */
export function after(work: () => Promise<unknown>): void {
  setImmediate(() => void work());
}
