/** Something about a message that its sender should know. */
export interface Problem {
  /**
   * `error`: the service does not keep the message. `warning`: it does, and something of it will be lost or misread. `hint`:
   * advice.
   */
  readonly level: 'error' | 'warning' | 'hint';
  /** What it is, for programs: a reason code of the service for errors, such as `no_user_anon_id`, or one of ours. */
  readonly code: string;
  /** Where it is, with dots, such as `properties.total`; empty for the message as a whole. */
  readonly path: string;
  /** One sentence: what was found, and what to do. */
  readonly text: string;
  /** What was probably meant: a name or value to put in place. */
  readonly suggestion?: string;
}
