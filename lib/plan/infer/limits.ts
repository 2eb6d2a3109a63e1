/**
 * What an inference keeps in memory, however many messages it is given. What goes beyond is told. One that has reached all of
 * them has about 100 MB.
 */
export const INFER_LIMITS = {
  /** Names of events, pages and screens; the service takes 2,000 rules from a file. */
  names: 2_000,
  /** Names that differ in an id, a number or an address alone: the rest of them are no events of their own. */
  namesAlike: 10,
  /** Different forms of such names. */
  nameForms: 200,
  /** Characters of a name, and of a key. */
  nameLength: 200,
  /** Keys of one object. One with more is taken for a map, whose keys are data. */
  keys: 500,
  /** Keys of one object that look like ids. One with more is a map, too. */
  keysLikeIds: 10,
  /** Places of all rules together: keys, and items of arrays. */
  places: 50_000,
  /** How deep it is looked into objects and arrays. */
  depth: 12,
  /** Values of one place that are remembered, since they may be an enum. */
  enumValues: 12,
  /** How often each of them is seen on average, or they are no enum. */
  enumSeen: 10,
  /** Characters of such a value. */
  enumValueLength: 64,
  /** Characters of all values together. */
  valueCharacters: 1_000_000,
  /** Characters of a text that is looked at for its format. */
  formatLength: 2_048,
  /** Remarks that are told. */
  remarks: 100,
} as const;
