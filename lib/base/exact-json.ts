/** Why a value could not be written as JSON. */
export class JsonFault {
  private constructor(
    readonly kind: 'too-large' | 'unserializable',
    /** Where, from the value that was to be written: `items[2].price`; empty for the value itself. */
    readonly path: string,
    /** What was found there, in words. */
    readonly found: string,
    readonly cause?: unknown,
  ) {}

  static tooLarge(limit: number): JsonFault {
    return new JsonFault('too-large', '', `more than ${limit} bytes of JSON`);
  }

  static at(path: readonly (string | number)[], found: string, cause?: unknown): JsonFault {
    return new JsonFault('unserializable', pathText(path), found, cause);
  }
}

/** How deeply objects and arrays may be nested. What is deeper is a mistake. */
export const MAX_DEPTH = 100;

/**
 * Writes any value as JSON, step by step: bigints as decimal text, numbers that JSON does not know as null, `toJSON`
 * honoured, and everything else as `JSON.stringify` does. Each getter and each `toJSON` runs once.
 */
export function writeExactly(value: object, limit: number): string | JsonFault {
  const writer = new ExactWriter(limit);
  try {
    return writer.write('', () => value) ?? JsonFault.at([], 'a value that toJSON leaves out');
  } catch (fault) {
    return fault instanceof JsonFault ? fault : writer.fault('a proxy that throws', fault);
  }
}

class ExactWriter {
  #room: number;
  readonly #limit: number;
  readonly #path: (string | number)[] = [];
  readonly #ancestors: object[] = [];

  constructor(limit: number) {
    this.#limit = limit;
    this.#room = limit;
  }

  /** The JSON of what `read` gives, or undefined where JSON leaves such a value out. */
  write(key: string, read: () => unknown): string | undefined {
    const found = this.#guard('a getter that throws', read);
    const value = this.#unwrap(this.#applyToJson(found, key));
    switch (typeof value) {
      case 'string':
        return this.#quote(value);
      case 'number':
        return this.#spend(Number.isFinite(value) ? String(value) : 'null');
      case 'boolean':
        return this.#spend(String(value));
      case 'bigint':
        return this.#spend(`"${value}"`);
      case 'object':
        return value === null ? this.#spend('null') : this.#writeObject(value);
      default:
        this.#charge(1);
        return undefined;
    }
  }

  fault(found: string, cause: unknown): JsonFault {
    return JsonFault.at(this.#path, found, cause);
  }

  #writeObject(value: object): string {
    if (this.#ancestors.includes(value)) throw JsonFault.at(this.#path, 'a circular reference');
    if (this.#ancestors.length >= MAX_DEPTH) {
      throw JsonFault.at(
        this.#path.slice(0, 5),
        `more than ${MAX_DEPTH} levels of nesting below it`,
      );
    }
    this.#charge(2);
    this.#ancestors.push(value);
    const json = this.#guard('a proxy that was revoked or throws', () => Array.isArray(value))
      ? this.#writeArray(value as readonly unknown[])
      : this.#writeMembers(value as Record<string, unknown>);
    this.#ancestors.pop();
    return json;
  }

  #writeArray(list: readonly unknown[]): string {
    if (list.length > this.#room) throw JsonFault.tooLarge(this.#limit);
    const items: string[] = [];
    for (let index = 0; index < list.length; index += 1) {
      this.#path.push(index);
      items.push(this.write(String(index), () => list[index]) ?? 'null');
      this.#path.pop();
    }
    return `[${items.join(',')}]`;
  }

  #writeMembers(bag: Record<string, unknown>): string {
    this.#checkView(bag);
    const members: string[] = [];
    const keys = this.#guard('a proxy that was revoked or throws', () => Object.keys(bag));
    for (const key of keys) {
      this.#path.push(key);
      const json = this.write(key, () => bag[key]);
      if (json !== undefined) members.push(`${this.#quote(key)}:${json}`);
      this.#path.pop();
    }
    return `{${members.join(',')}}`;
  }

  /** The members of a typed array are made one by one, as texts: a large one is not even begun. */
  #checkView(value: object): void {
    if (ArrayBuffer.isView(value) && value.byteLength > this.#room)
      throw JsonFault.tooLarge(this.#limit);
  }

  #applyToJson(value: unknown, key: string): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return value;
    const bag = value as { toJSON?: unknown };
    const method = this.#guard('a proxy that was revoked or throws', () => bag.toJSON);
    if (typeof method !== 'function') return value;
    // A Buffer makes a list of all of its bytes: look at its size first.
    if (method === Buffer.prototype.toJSON) this.#checkView(value);
    return this.#guard('a toJSON that throws', (): unknown => method.call(value, key));
  }

  /** JSON looks through the object forms of the simple types. */
  #unwrap(value: unknown): unknown {
    if (value instanceof Number) return Number(value);
    if (value instanceof String) return String(value);
    if (value instanceof Boolean || value instanceof BigInt) return value.valueOf();
    return value;
  }

  #guard<T>(found: string, read: () => T): T {
    try {
      return read();
    } catch (cause) {
      throw cause instanceof JsonFault ? cause : this.fault(found, cause);
    }
  }

  #spend(json: string): string {
    this.#charge(json.length);
    return json;
  }

  /** Charges before it copies: the text may be huge. */
  #quote(text: string): string {
    this.#charge(text.length + 2);
    return JSON.stringify(text);
  }

  #charge(length: number): void {
    this.#room -= length;
    if (this.#room < 0) throw JsonFault.tooLarge(this.#limit);
  }
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
