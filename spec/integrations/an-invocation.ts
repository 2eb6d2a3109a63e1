/** The context of an invocation that has so much time. */
export function anInvocation(timeoutMs = 60_000): { getRemainingTimeInMillis(): number } {
  const deadlineMs = performance.now() + timeoutMs;
  return { getRemainingTimeInMillis: () => deadlineMs - performance.now() };
}
