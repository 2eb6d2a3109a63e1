import { type FileHandle, open } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { RUNTIME } from '../message/runtime.js';

const CHUNK_BYTES = 512 * 1024;

/** The bytes of a file, from a place on. Each chunk is valid until the next is asked for. */
export async function* chunksOfFile(path: string, from = 0): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    yield* chunksOfHandle(handle, from);
  } finally {
    await handle.close();
  }
}

async function* chunksOfHandle(handle: FileHandle, from: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  // Where a pipe is opened by its name there are no places, and it is read as it comes.
  let place = from === 0 ? undefined : from;
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, place);
    if (bytesRead === 0) return;
    if (place !== undefined) place += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** How bytes are packed, which their beginning tells, and not their name. No text begins like that. */
export function packingOf(bytes: Buffer): 'gzip' | 'zstd' | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  return bytes.subarray(0, ZSTD_START.length).equals(ZSTD_START) ? 'zstd' : undefined;
}

const ZSTD_START = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * The bytes, or what they are when they are unpacked, if they are packed.
 * @throws Error of the unpacker, with a `code`: `Z_BUF_ERROR` where they end too early, `ERR_NO_ZSTD` where it can't be read here
 */
export async function* unpacked(chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  const first = await beginningOf(chunks, (bytes) => bytes.length >= ZSTD_START.length);
  if (first.length === 0) return;
  const rest = chainOf(first, chunks);
  const packing = packingOf(first);
  if (packing === undefined) return yield* rest;
  // A stream reads ahead, and so chunks must last.
  const copies = Readable.from(copied(rest));
  const unpacking = packing === 'gzip' ? zlib.createGunzip({ chunkSize: CHUNK_BYTES }) : unzstd();
  copies.once('error', (error) => unpacking.destroy(error));
  try {
    yield* copies.pipe(unpacking) as AsyncIterable<Buffer>;
  } finally {
    copies.destroy();
  }
}

/** Node.js has it from 22.15 on, and its types here are older. */
function unzstd(): Transform {
  const { createZstdDecompress } = zlib as {
    readonly createZstdDecompress?: (options: { readonly chunkSize: number }) => Transform;
  };
  if (createZstdDecompress !== undefined) return createZstdDecompress({ chunkSize: CHUNK_BYTES });
  const text = `this is Zstandard, which Node.js ${String(RUNTIME['nodeVersion'])} can't unpack: use 22.15 or later, or unpack it first`;
  throw Object.assign(new Error(text), { code: 'ERR_NO_ZSTD' });
}

/** As many chunks as it takes until they are enough, as one; fewer where there are no more. */
export async function beginningOf(
  chunks: AsyncIterator<Buffer>,
  isEnough: (bytes: Buffer) => boolean,
): Promise<Buffer> {
  let bytes: Buffer | undefined;
  while (bytes === undefined || !isEnough(bytes)) {
    // A chunk is valid until the next is asked for; one that is enough, as mostly, is not copied.
    const before: Buffer = bytes === undefined ? NOTHING : Buffer.from(bytes);
    const next = await chunks.next();
    if (next.done === true) return before;
    bytes = before.length === 0 ? next.value : Buffer.concat([before, next.value]);
  }
  return bytes;
}

const NOTHING = Buffer.alloc(0);

async function* chainOf(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    // Whoever stops reading closes the file, too.
    await rest.return?.();
  }
}

async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
