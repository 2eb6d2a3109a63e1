/** No analytics at all. */
export function createNone() {
  const nothing = async () => undefined;
  return {
    sends: false,
    track: () => undefined,
    ready: () => undefined,
    settled: nothing,
    close: nothing,
  };
}
