import { ANY_FORMAT, formatName, formatsOf } from './formats.js';
import { INFER_LIMITS } from './limits.js';
import { isPersonalText } from './personal.js';
import type { Room } from './room.js';

/** What the texts of one place have in common. */
export class Texts {
  count = 0;
  #formats = ANY_FORMAT;
  /** The values, as long as they are few, short and about nobody. */
  #values: Set<string> | undefined;

  constructor(mayBeEnum: boolean) {
    this.#values = mayBeEnum ? new Set() : undefined;
  }

  take(text: string, room: Room): void {
    this.count += 1;
    if (this.#values?.has(text)) return;
    if (this.#formats !== 0) this.#formats = formatsOf(text, this.#formats);
    this.#keep(text, room);
  }

  /** Learns what others have in common. */
  merge(other: Texts, room: Room): void {
    this.count += other.count;
    this.#formats &= other.#formats;
    if (other.#values === undefined) this.#forgetValues(room);
    else for (const text of other.#values) this.#keep(text, room);
  }

  /** The format that all of them have. */
  get format(): string | undefined {
    return formatName(this.#formats);
  }

  /** The values, where so few were seen so often that there are likely no others. One value alone says nothing. */
  get choices(): readonly string[] | undefined {
    const values = this.#values;
    if (values === undefined || values.size < 2 || this.format !== undefined) return undefined;
    return this.count < values.size * INFER_LIMITS.enumSeen ? undefined : [...values].sort();
  }

  #keep(text: string, room: Room): void {
    const values = this.#values;
    if (values === undefined || values.has(text)) return;
    const isKept =
      values.size < INFER_LIMITS.enumValues &&
      text.length <= INFER_LIMITS.enumValueLength &&
      !isPersonalText(text) &&
      room.takeCharacters(text.length);
    if (isKept) values.add(text);
    else this.#forgetValues(room);
  }

  #forgetValues(room: Room): void {
    for (const value of this.#values ?? []) room.giveCharacters(value.length);
    this.#values = undefined;
  }
}
