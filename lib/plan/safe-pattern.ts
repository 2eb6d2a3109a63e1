import { RE2JS } from 're2js';

/** A regular expression whose time grows with the length of the text alone, whatever the text is. */
export interface SafePattern {
  test(text: string): boolean;
  /** The pattern: a validator tells patterns apart by it. */
  toString(): string;
}

// Plans repeat few patterns. Bounded, since a program may load plan after plan.
const MAX_KNOWN = 2_000;
const known = new Map<string, SafePattern>();

/**
 * A pattern of JSON Schema, run by RE2: no pattern can make a message take for ever. docs/design/decisions/0010 has what it costs.
 * @throws Error that says why, for a pattern that RE2 doesn't have: lookaround, backreferences, bad syntax
 */
export function safePattern(pattern: string): SafePattern {
  let compiled = known.get(pattern);
  if (compiled === undefined) {
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern));
    compiled = { test: (text) => expression.test(text), toString: () => pattern };
    if (known.size < MAX_KNOWN) known.set(pattern, compiled);
  }
  return compiled;
}
