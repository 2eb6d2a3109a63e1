/** Gives places in a document names that are no other's, made of letters, digits and dashes. */
export class Anchors {
  readonly #taken = new Set<string>();

  take(...words: readonly string[]): string {
    const base = words
      .join(' ')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    let anchor = base;
    for (let count = 2; this.#taken.has(anchor); count += 1) anchor = `${base}-${count}`;
    this.#taken.add(anchor);
    return anchor;
  }
}
