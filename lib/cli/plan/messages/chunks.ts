import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

const CHUNK_BYTES = 512 * 1024;

/** The bytes of a file. Each chunk is valid until the next is asked for. */
export async function* chunksOfFile(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    yield* chunksOfHandle(handle);
  } finally {
    await handle.close();
  }
}

async function* chunksOfHandle(handle: FileHandle): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
  }
}

/** The bytes, or what they are when they are unpacked, if they are gzip: their beginning tells, and not their name. */
export async function* unpacked(chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  const first = await chunks.next();
  if (first.done === true) return;
  const rest = chainOf(first.value, chunks);
  // No text begins like that.
  if (first.value[0] !== GZIP_START) return yield* rest;
  // A stream reads ahead, and so chunks must last.
  const copies = Readable.from(copied(rest));
  const unpacking = createGunzip({ chunkSize: CHUNK_BYTES });
  copies.once('error', (error) => unpacking.destroy(error));
  yield* copies.pipe(unpacking) as AsyncIterable<Buffer>;
}

const GZIP_START = 0x1f;

async function* chainOf(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
