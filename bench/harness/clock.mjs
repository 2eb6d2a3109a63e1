/** Milliseconds by the clock that all processes of a machine share, unlike `performance.now()`. */
export function nowMs() {
  return Number(process.hrtime.bigint()) / 1e6;
}
