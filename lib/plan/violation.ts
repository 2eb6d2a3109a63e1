/** What in a message is not as its plan says, in the form in which the service reports it. */
export interface Violation {
  /** The kind, in the words of the service: `Required`, `Invalid Type`, `Enum` … */
  readonly type: string;
  /** Where in the message: `properties.products.0.price`; `(root)` for the message as a whole. */
  readonly field: string;
  /** A sentence for people. It never has the value that was found. */
  readonly description: string;
}

/** The kinds of violation that can be treated apart. */
export type ViolationKind =
  | 'required'
  | 'type'
  | 'pattern'
  | 'enum'
  | 'format'
  | 'range'
  | 'additionalProperty'
  | 'condition';

export const VIOLATION_KINDS: readonly ViolationKind[] = [
  'required',
  'type',
  'pattern',
  'enum',
  'format',
  'range',
  'additionalProperty',
  'condition',
];
