/** A JSON Schema with the few words of draft-07 that vocabularies need. */
export interface PropertySchema {
  readonly type: JsonType | readonly JsonType[];
  readonly description?: string | undefined;
  readonly enum?: readonly (string | null)[] | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly properties?: Readonly<Record<string, PropertySchema>> | undefined;
  readonly items?: PropertySchema | undefined;
  readonly additionalProperties?: PropertySchema | undefined;
}

type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** A schema as the data has it: those within it by their numbers. */
export interface WrittenSchema
  extends Omit<PropertySchema, 'properties' | 'items' | 'additionalProperties'> {
  readonly properties?: Readonly<Record<string, number>>;
  readonly items?: number;
  readonly additionalProperties?: number;
}

/** The schemas of the data, each of which is there once. */
export class SchemaTable {
  readonly #schemas: PropertySchema[] = [];

  add(written: readonly WrittenSchema[]): void {
    for (const schema of written) this.#schemas.push(this.#read(schema));
  }

  get(number: number): PropertySchema {
    const schema = this.#schemas[number];
    if (schema === undefined) throw new RangeError(`The data has no schema ${number}.`);
    return schema;
  }

  #read({ properties, items, additionalProperties, ...rest }: WrittenSchema): PropertySchema {
    return {
      ...rest,
      ...(properties === undefined ? {} : { properties: this.#readAll(properties) }),
      ...(items === undefined ? {} : { items: this.get(items) }),
      ...(additionalProperties === undefined
        ? {}
        : { additionalProperties: this.get(additionalProperties) }),
    };
  }

  #readAll(numbers: Readonly<Record<string, number>>): Readonly<Record<string, PropertySchema>> {
    return Object.fromEntries(
      Object.entries(numbers).map(([name, number]) => [name, this.get(number)]),
    );
  }
}
