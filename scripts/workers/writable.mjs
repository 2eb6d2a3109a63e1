/** Takes the place of lib/client/writable.ts in the build for workers: they have no streams of Node.js. */
export function writableInto() {
  throw new TypeError(
    'writable() needs a stream of Node.js, which this runtime has not: use ready() and enqueue().',
  );
}
