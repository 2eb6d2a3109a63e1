/** A property as a vocabulary describes it. */
export interface Property {
  /** With dots, and `$` for the items of an array, such as `products.$.price`. */
  readonly path: string;
  /** The types of JSON Schema that it may have. */
  readonly types: readonly string[];
  /** What its text or number stands for, such as `iso4217` or `seconds`. */
  readonly format?: string;
  /** All texts that it may be. */
  readonly values?: readonly string[];
}

/** Reads properties written as `path:types/format=values`, with spaces between them; without types it is a text. */
export function parseProperties(text: string): readonly Property[] {
  return text.split(/\s+/).flatMap((written) => {
    const [, path, types, format, values] = NOTATION.exec(written) ?? [];
    if (path === undefined) return [];
    return [
      {
        path,
        types: (types ?? 'string').split('|'),
        ...(format === undefined ? {} : { format }),
        ...(values === undefined ? {} : { values: values.split('|') }),
      },
    ];
  });
}

const NOTATION = /^([^:/=]+)(?::([^/=]+))?(?:\/([^=]+))?(?:=(.+))?$/;
