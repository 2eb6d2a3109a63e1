/** What a verification keeps in memory, however many messages it is given. What goes beyond is counted. */
export const VERIFY_LIMITS = {
  /** Different violations, of all rules together. */
  violations: 5_000,
  /** Events, pages and screens that are not planned. */
  unplannedEvents: 1_000,
  /** Properties and traits that are not planned, of all rules together. */
  unplannedProperties: 5_000,
  /** Characters of a name or an id that is told. */
  textLength: 200,
} as const;
