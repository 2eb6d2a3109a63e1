/** Takes the place of lib/message/runtime.ts in the build for workers. */
export const RUNTIME = Object.freeze({ jsRuntime: name() });

/** The names are those that Segment's client gives. */
function name() {
  if (globalThis.navigator?.userAgent === 'Cloudflare-Workers') return 'cloudflare-worker';
  if (typeof globalThis.EdgeRuntime === 'string') return 'vercel-edge';
  if (typeof globalThis.WorkerGlobalScope === 'function') return 'web-worker';
  return typeof globalThis.document === 'object' ? 'browser' : 'unknown';
}
