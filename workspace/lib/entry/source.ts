export const SOURCE_KINDS = ['web', 'mobile', 'server', 'cloud'] as const;

/** What sends to a source. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A source, which its senders name by its write key. */
export interface Source {
  readonly name: string;
  /** Messages of web and mobile sources get the sender's address as `context.ip`. */
  readonly kind: SourceKind;
  readonly writeKey: string;
  /** Messages of a disabled source are rejected as `source_disabled`. */
  readonly enabled: boolean;
}
