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

export type ConstructCode = keyof typeof CONSTRUCTS;
