import { INFER_LIMITS } from './limits.js';

/** What all rules together may still remember. */
export class Room {
  #places: number = INFER_LIMITS.places;
  #characters: number = INFER_LIMITS.valueCharacters;

  /** Says whether there is room for one more place, and takes it. */
  takePlace(): boolean {
    if (this.#places === 0) return false;
    this.#places -= 1;
    return true;
  }

  givePlaces(count: number): void {
    this.#places += count;
  }

  takeCharacters(count: number): boolean {
    if (this.#characters < count) return false;
    this.#characters -= count;
    return true;
  }

  giveCharacters(count: number): void {
    this.#characters += count;
  }
}
