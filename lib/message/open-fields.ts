/**
 * Fields beside those that are named: of any name, and of any type, since `unknown` would turn away objects of a caller's own
 * interface.
 */
export interface OpenFields {
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  readonly [field: string]: any;
}
