import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';

/** A request's body: what it says and its size before compression, or why it can't be used. */
export type Body =
  | { readonly kind: 'read'; readonly value: JsonObject; readonly bytes: number }
  | { readonly kind: 'too-large' }
  /** The connection went away before all of it was there. */
  | { readonly kind: 'cut' }
  /** Bytes that are no JSON: the sender's mistake, which the service answers with 400. */
  | { readonly kind: 'broken'; readonly why: string }
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

/** How much larger than its contents a compressed stream may be: it stores what it can't compress, with a header a block. */
const COMPRESSION_OVERHEAD_BYTES = 1024;

const DECOMPRESSORS = { gzip: promisify(gunzip), deflate: promisify(inflate) };

/**
 * Reads a body of at most `limit` bytes of JSON. Never holds more than that, however much is sent and however small it was
 * compressed. Never rejects.
 */
export async function readBody(source: BodySource, limit: number): Promise<Body> {
  const encoding = (source.encoding ?? 'identity').trim().toLowerCase();
  const isPlain = encoding === 'identity' || encoding === '';
  const sent = await collect(source.chunks, isPlain ? limit : limit + COMPRESSION_OVERHEAD_BYTES);
  if (!Buffer.isBuffer(sent)) return { kind: sent };
  if (isPlain) return parse(sent);
  if (encoding === 'gzip' || encoding === 'deflate') return parseCompressed(sent, encoding, limit);
  return { kind: 'broken', why: `a content-encoding that is not known, ${encoding.slice(0, 50)}` };
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

async function parseCompressed(
  sent: Buffer,
  encoding: keyof typeof DECOMPRESSORS,
  limit: number,
): Promise<Body> {
  try {
    return parse(await DECOMPRESSORS[encoding](sent, { maxOutputLength: limit }));
  } catch (error) {
    if (isTooLarge(error)) return { kind: 'too-large' };
    return { kind: 'broken', why: `bytes that are no ${encoding}` };
  }
}

function parse(json: Buffer): Body {
  try {
    const value: unknown = JSON.parse(json.toString('utf8'));
    if (!isJsonObject(value)) return { kind: 'odd', bytes: json.length };
    return { kind: 'read', value, bytes: json.length };
  } catch (error) {
    // A SyntaxError, or a RangeError for what is nested too deeply.
    return { kind: 'broken', why: `no JSON: ${(error as Error).message.slice(0, 200)}` };
  }
}

function isTooLarge(error: unknown): boolean {
  return isJsonObject(error) && error['code'] === 'ERR_BUFFER_TOO_LARGE';
}
