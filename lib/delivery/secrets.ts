const MASK = '***';

/** What must never be seen outside of a request: the write key, and what requests were authorized with. */
export class Secrets {
  readonly #texts = new Set<string>();

  constructor(writeKey: string) {
    this.#texts.add(writeKey);
  }

  /** Adds what an Authorization header carries behind its scheme. */
  addAuthorization(header: string): void {
    this.#texts.add(header.slice(header.indexOf(' ') + 1));
  }

  /** The text with every secret in it masked, also where it stands in JSON. Bound to its object. */
  readonly mask = (text: string): string => {
    let masked = text;
    for (const secret of this.#texts) {
      masked = masked
        .replaceAll(secret, MASK)
        .replaceAll(JSON.stringify(secret).slice(1, -1), MASK);
    }
    return masked;
  };
}
