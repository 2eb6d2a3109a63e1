import type { OpenFields } from '../message/open-fields.js';

/**
 * The type of what a JSON Schema describes, from the type of the schema itself: write the schema `as const`. It never refuses
 * what the schema takes: what it doesn't read (`$ref`, `anyOf`, `pattern` and the like) narrows nothing.
 */
export type SchemaType<Schema> = Schema extends false
  ? never
  : Schema extends { readonly $ref: unknown }
    ? unknown
    : Schema extends { readonly const: infer Value }
      ? Value
      : Schema extends { readonly enum: readonly (infer Value)[] }
        ? Value
        : Schema extends { readonly type: readonly (infer Name)[] }
          ? Named<Name, Schema>
          : Schema extends { readonly type: infer Name }
            ? Named<Name, Schema>
            : Schema extends { readonly properties: object }
              ? ObjectOf<Schema>
              : unknown;

/** Of one name, or of any of several. */
type Named<Name, Schema> = Name extends 'string'
  ? TextOf<Schema>
  : Name extends 'number' | 'integer'
    ? number
    : Name extends 'boolean'
      ? boolean
      : Name extends 'null'
        ? null
        : Name extends 'array'
          ? readonly ItemOf<Schema>[]
          : Name extends 'object'
            ? ObjectOf<Schema>
            : unknown;

/** A Date becomes a text when a message is written. */
type TextOf<Schema> = Schema extends { readonly format: 'date-time' } ? Date | string : string;

type ItemOf<Schema> = Schema extends { readonly items: infer Items }
  ? Items extends readonly unknown[]
    ? unknown
    : SchemaType<Items>
  : unknown;

type ObjectOf<Schema> = Schema extends { readonly properties: infer Properties }
  ? RequiredOf<Properties, RequiredName<Schema>> &
      OptionalOf<Properties, RequiredName<Schema>> &
      OthersOf<Schema> extends infer All
    ? // Told anew as one object, since that is what messages of the compiler show.
      { readonly [Key in keyof All]: All[Key] }
    : never
  : Schema extends { readonly additionalProperties: false }
    ? Readonly<Record<string, never>>
    : Schema extends { readonly additionalProperties: infer Others extends object }
      ? Readonly<Record<string, SchemaType<Others>>>
      : object;

type RequiredName<Schema> = Schema extends { readonly required: readonly (infer Name)[] }
  ? Name
  : never;

type RequiredOf<Properties, Name> = {
  readonly [Key in keyof Properties & Name]: SchemaType<Properties[Key]>;
};

type OptionalOf<Properties, Name> = {
  readonly [Key in Exclude<keyof Properties, Name>]?: SchemaType<Properties[Key]> | undefined;
};

type OthersOf<Schema> = Schema extends { readonly additionalProperties: false }
  ? unknown
  : OpenFields;
