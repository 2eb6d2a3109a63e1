/** A part of a source that was read: where it lies there, and in the bytes at hand. One is made for each line. */
export class Piece {
  constructor(
    /** Or item, from 1. */
    readonly line: number,
    /** Where it begins in the source. */
    readonly start: number,
    /** Where the next begins. */
    readonly end: number,
    readonly block: Buffer,
    readonly blockStart: number,
    readonly blockEnd: number,
  ) {}

  /** Valid until the next chunk is read. */
  get bytes(): Buffer {
    return this.block.subarray(this.blockStart, this.blockEnd);
  }
}
