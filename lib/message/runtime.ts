/** What the client says about where it runs, as Segment's client does. The build for workers has another. */
export const RUNTIME: Readonly<Record<string, unknown>> = Object.freeze({
  nodeVersion: process.version,
  jsRuntime: 'node',
});
