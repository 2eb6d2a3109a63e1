const MASK = '***';

/** What must never be seen outside of a request: the write key, and what requests were authorized with. */
export class Secrets {
  readonly #texts = new Set<string>();

  constructor(writeKey: string) {
    this.add(writeKey);
  }

  /** Adds the value of an Authorization header, or a key. */
  add(secret: string): void {
    const [, credential] = secret.split(' ');
    this.#texts.add(credential ?? secret);
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
