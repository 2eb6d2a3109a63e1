/** A piece of a line. Texts are as they are in the plan: whoever writes them escapes them. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'tag'; readonly text: string; readonly tone: 'plain' | 'strong' | 'warning' };

/** A line, which may be broken where it is long. */
export type Line = readonly Inline[];

/** A part of a document. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3 | 4;
      readonly anchor?: string;
      readonly line: Line;
    }
  | { readonly kind: 'paragraph'; readonly line: Line }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

/** What is said of something: a name, and one value or several. */
export interface Fact {
  readonly name: string;
  readonly values: readonly Line[];
}

export function text(value: string): Inline {
  return { kind: 'text', text: value };
}

export function code(value: string): Inline {
  return { kind: 'code', text: value };
}

/** Pieces with a text between them. */
export function joined(pieces: readonly Inline[], between: string): Line {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [text(between), piece]));
}

/** A text of a plan as paragraphs. */
export function paragraphs(value: string): readonly Block[] {
  return value
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ kind: 'paragraph', line: [text(part)] }));
}
