const FIRST_BYTES = 64 * 1024;

/** Bytes that come piece by piece, and are held as one. */
export class GrowingBytes {
  #room = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  append(...pieces: readonly Buffer[]): void {
    for (const piece of pieces) {
      const length = this.#length + piece.length;
      if (length > this.#room.length) this.#grow(length);
      piece.copy(this.#room, this.#length);
      this.#length = length;
    }
  }

  #grow(length: number): void {
    const room = Buffer.allocUnsafe(Math.max(length, 2 * this.#room.length));
    this.bytes.copy(room);
    this.#room = room;
  }
}
