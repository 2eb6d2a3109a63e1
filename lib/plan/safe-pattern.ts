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
    compiled = isCertainlyFine(pattern) ? compiledLater(pattern) : compiledNow(pattern);
    if (known.size < MAX_KNOWN) known.set(pattern, compiled);
  }
  return compiled;
}

/**
 * Whether a pattern has nothing but what RE2 has, and is no broken one: the engine's own reader takes a hundredth of the time
 * to see that. The pattern is not run there.
 */
function isCertainlyFine(pattern: string): boolean {
  if (!ORDINARY.test(pattern) || UNUSUAL.test(pattern)) return false;
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}

/** Letters, digits, signs and groups, classes, and the escapes that are the same everywhere. */
const ORDINARY =
  /^(?:[\w\s@:/,;'"#&%=~!<>.^$|()*+?{}-]|\\[dDwWsSbB./+*?()[\]{}|^$\\-]|\[(?:[^\]\\[&^]|\\[dDwWsS.\\\]/-])+\]|\[\^(?:[^\]\\[&]|\\[dDwWsS.\\\]/-])+\])*$/;
/** Groups that are more than groups, and counts that RE2 may find too high: large ones, and several, which may be nested. */
const UNUSUAL = /\(\?(?!:)|\{\d{3,}|,\d{3,}\}|\{.*\{/s;

function compiledNow(pattern: string): SafePattern {
  const expression = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return { test: (text) => expression.test(text), toString: () => pattern };
}

/** Half a millisecond is much while a plan of 200 events is loaded, and most of their patterns may never be needed. */
function compiledLater(pattern: string): SafePattern {
  let compiled: SafePattern | undefined;
  return {
    test: (text) => {
      compiled ??= compiledNow(pattern);
      return compiled.test(text);
    },
    toString: () => pattern,
  };
}
