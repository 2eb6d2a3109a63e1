/** A type as code, and how tightly it holds together: an atom needs no brackets anywhere. */
export interface TypeText {
  readonly text: string;
  readonly kind: 'atom' | 'array' | 'intersection' | 'union';
}

export const UNKNOWN = atom('unknown');
export const NEVER = atom('never');

export function atom(text: string): TypeText {
  return { text, kind: 'atom' };
}

/** What is one of these. */
export function unionOf(members: readonly TypeText[]): TypeText {
  if (members.some(({ text }) => text === 'unknown')) return UNKNOWN;
  const kept = distinct(members.filter(({ text }) => text !== 'never'));
  const [only, ...others] = kept;
  if (only === undefined) return NEVER;
  if (others.length === 0) return only;
  return { kind: 'union', text: kept.map((one) => bracketed(one, ['intersection'])).join(' | ') };
}

/** What is all of these. */
export function intersectionOf(members: readonly TypeText[]): TypeText {
  if (members.some(({ text }) => text === 'never')) return NEVER;
  const kept = distinct(members.filter(({ text }) => text !== 'unknown'));
  const [only, ...others] = kept;
  if (only === undefined) return UNKNOWN;
  if (others.length === 0) return only;
  const text = kept.map((one) => bracketed(one, ['union'])).join(' & ');
  return { kind: 'intersection', text };
}

export function arrayOf(item: TypeText): TypeText {
  const text = `readonly ${bracketed(item, ['array', 'intersection', 'union'])}[]`;
  return { kind: 'array', text };
}

/** Every line but the first two columns further in. */
export function indented(text: string): string {
  return text.replace(/\n(?!\n|$)/g, '\n  ');
}

function bracketed({ text, kind }: TypeText, kinds: readonly TypeText['kind'][]): string {
  return kinds.includes(kind) ? `(${text})` : text;
}

function distinct(members: readonly TypeText[]): readonly TypeText[] {
  return [...new Map(members.map((member) => [member.text, member])).values()];
}
