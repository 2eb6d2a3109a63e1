/** What delivery needs to know of a message: its id, and where its JSON lies (with a comma after it). */
export interface Parcel {
  readonly messageId: string;
  readonly page: Buffer;
  readonly start: number;
  readonly bytes: number;
}

/** Messages that leave together, in the order of their calls. */
export type Batch<Item extends Parcel = Parcel> = readonly Item[];
