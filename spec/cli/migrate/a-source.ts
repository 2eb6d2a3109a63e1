import { applyEdits } from '../../../lib/cli/migrate/edits.js';
import type { Remark } from '../../../lib/cli/migrate/finding.js';
import { migrateSource } from '../../../lib/cli/migrate/migrate-source.js';
import { offers } from './a-project.js';

export interface SourceOptions {
  readonly path?: string;
  readonly offers?: ReadonlySet<string>;
}

/** What is found in a text. */
export function remarksIn(text: string, options: SourceOptions = {}): readonly Remark[] {
  const { path = 'a.ts' } = options;
  return migrateSource({ path, text }, options.offers ?? offers).remarks;
}

/** The codes of what is found in a text, in its order. */
export function codesIn(text: string, options: SourceOptions = {}): readonly string[] {
  return remarksIn(text, options).map(({ code }) => code);
}

/** The text as it is after all edits. */
export function rewritten(text: string, options: SourceOptions = {}): string {
  return applyEdits(
    text,
    remarksIn(text, options).flatMap(({ edits }) => edits),
  );
}
