import { createHash, hash } from 'node:crypto';
import path from 'node:path';

/** The namespace of ids that are derived: a UUID v4, made once for this. */
const NAMESPACE = Buffer.from('5b0a3d1c6f0e4c0c9a5fb5c2f4a1d7e8', 'hex');
const FIRST_BYTES = 64 * 1024;

/**
 * Makes ids of messages that have none: a UUID v5 of where they were read and what they are, so that what is read again carries
 * the same id.
 */
export class MessageIds {
  #room: Buffer;
  readonly #start: number;

  constructor(source: string) {
    // `./events.ndjson` is `events.ndjson`.
    const name = Buffer.from(`${path.normalize(source)}\n`);
    this.#start = NAMESPACE.length + name.length;
    this.#room = Buffer.alloc(this.#start + FIRST_BYTES);
    NAMESPACE.copy(this.#room);
    name.copy(this.#room, NAMESPACE.length);
  }

  /** `place` tells the messages of a source apart: a line, or a line and the message in it. */
  of(place: string, content: Buffer): string {
    const end = this.#start + place.length + 1 + content.length;
    if (end > this.#room.length) this.#grow(end);
    const begin = this.#start + this.#room.write(`${place}\n`, this.#start, 'latin1');
    content.copy(this.#room, begin);
    return uuidOf(sha1(this.#room.subarray(0, end)));
  }

  #grow(length: number): void {
    const room = Buffer.alloc(length * 2);
    this.#room.copy(room);
    this.#room = room;
  }
}

/** Node.js has the short form from 20.12 on; other runtimes may not. */
const sha1: (bytes: Buffer) => string =
  typeof hash === 'function'
    ? (bytes) => hash('sha1', bytes, 'hex')
    : (bytes) => createHash('sha1').update(bytes).digest('hex');

const VARIANTS = '89ab';

/** The first 16 bytes of a hash, with the marks of version 5 (RFC 9562). */
function uuidOf(hex: string): string {
  const variant = VARIANTS[Number.parseInt(hex[16] as string, 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
