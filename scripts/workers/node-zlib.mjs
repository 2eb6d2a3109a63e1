/** Takes the place of node:zlib in the build for workers. CompressionStream knows no level. */
import { Buffer } from './buffer.mjs';

export function gzip(body, _options, done) {
  const stream = new Response(body).body.pipeThrough(new CompressionStream('gzip'));
  new Response(stream).arrayBuffer().then(
    (bytes) => done(null, Buffer.from(bytes)),
    (error) => done(error),
  );
}
