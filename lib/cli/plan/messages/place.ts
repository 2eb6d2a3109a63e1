/** Where a message was read. */
export interface Place {
  /** The file, or the address of a workspace. */
  readonly name: string;
  /** What `number` counts, from 1: lines of a file; the messages of one that is a single document, or of a workspace. */
  readonly unit: 'line' | 'message';
  readonly number: number;
}

/** A place as people write it: `events.ndjson:17`. */
export function placeText({ name, unit, number }: Place): string {
  return unit === 'line' ? `${name}:${number}` : `${name}, message ${number}`;
}
