/** Takes the place of node:zlib in the build for workers. CompressionStream knows no level. */
import { Buffer } from './buffer.mjs';

/** Gives nothing where the runtime can't compress, as Vercel's edge functions can't: then a body is sent as it is. */
export function gzip(body, _options, done) {
  const compression = makeCompression();
  if (compression === undefined) {
    done(null, undefined);
    return;
  }
  const stream = new Response(body).body.pipeThrough(compression);
  new Response(stream).arrayBuffer().then(
    (bytes) => done(null, Buffer.from(bytes)),
    (error) => done(error),
  );
}

function makeCompression() {
  try {
    return new CompressionStream('gzip');
  } catch {
    // Tried rather than looked for: Next.js has one in its place that throws.
    return undefined;
  }
}
