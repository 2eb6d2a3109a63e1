import type { Construct } from './construct.js';
import { IMPORT_CONSTRUCTS } from './import-constructs.js';
import { OPTION_CONSTRUCTS } from './option-constructs.js';
import { USE_CONSTRUCTS } from './use-constructs.js';

/** All that is told apart, by its code. docs/reference/cli.md has the same list. */
export const CONSTRUCTS = {
  ...IMPORT_CONSTRUCTS,
  ...OPTION_CONSTRUCTS,
  ...USE_CONSTRUCTS,
} as const satisfies Readonly<Record<string, Construct>>;

type Constructs = typeof CONSTRUCTS;

export type ConstructCode = keyof Constructs;

/** Codes of which the construct itself says what to do. */
export type GeneralCode = {
  [Code in ConstructCode]: Constructs[Code] extends { readonly todo: string } ? Code : never;
}[ConstructCode];

/** Codes of which each place says what to do. */
export type ParticularCode = Exclude<ConstructCode, GeneralCode>;
