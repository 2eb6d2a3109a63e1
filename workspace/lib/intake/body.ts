import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';

/** A request's body: what it says and its size before compression, or why it can't be used. */
export type Body =
  | { readonly kind: 'read'; readonly value: JsonObject; readonly bytes: number }
  | { readonly kind: 'too-large' }
  /** The connection went away before all of it was there. */
  | { readonly kind: 'cut' }
  /** Bytes that are no JSON: the sender's mistake, which the service answers with 400. */
  | { readonly kind: 'broken' }
  /** JSON, but no object. */
  | { readonly kind: 'odd'; readonly bytes: number };

/** A request, as far as reading its body is concerned. */
export interface BodySource {
  readonly chunks: AsyncIterable<Buffer>;
  readonly encoding: string | undefined;
}

/**
 * How much of a request that is too large is still read, so that its sender gets an answer and no broken connection.
 */
export const MAX_DRAINED_BYTES = 16 * 1024 * 1024;

/** How much larger than its contents a gzip stream may be: it stores what it can't compress, with a header a block. */
const GZIP_OVERHEAD_BYTES = 1024;

const unzip = promisify(gunzip);

/**
 * Reads a body of at most `limit` bytes of JSON. Never holds more than that, however much is sent and however small it was
 * compressed. Never rejects.
 */
export async function readBody(source: BodySource, limit: number): Promise<Body> {
  const isGzip = source.encoding === 'gzip';
  const sent = await collect(source.chunks, isGzip ? limit + GZIP_OVERHEAD_BYTES : limit);
  if (!Buffer.isBuffer(sent)) return { kind: sent };
  return isGzip ? parseCompressed(sent, limit) : parse(sent);
}

/** Everything that was sent, where it is within the limit. */
async function collect(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): Promise<Buffer | 'too-large' | 'cut'> {
  let kept: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes <= limit) kept.push(chunk);
      else kept = [];
      if (bytes > MAX_DRAINED_BYTES) break;
    }
  } catch {
    // A request stream fails in one way only: its connection went away.
    return 'cut';
  }
  return bytes > limit ? 'too-large' : Buffer.concat(kept);
}

async function parseCompressed(sent: Buffer, limit: number): Promise<Body> {
  try {
    return parse(await unzip(sent, { maxOutputLength: limit }));
  } catch (error) {
    return { kind: isTooLarge(error) ? 'too-large' : 'broken' };
  }
}

function parse(json: Buffer): Body {
  try {
    const value: unknown = JSON.parse(json.toString('utf8'));
    if (!isJsonObject(value)) return { kind: 'odd', bytes: json.length };
    return { kind: 'read', value, bytes: json.length };
  } catch {
    return { kind: 'broken' };
  }
}

function isTooLarge(error: unknown): boolean {
  return isJsonObject(error) && error['code'] === 'ERR_BUFFER_TOO_LARGE';
}
