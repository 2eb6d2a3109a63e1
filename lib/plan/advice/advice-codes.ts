/** How much it matters: a warning is about what goes wrong, a hint about what could be better. */
export type AdviceLevel = 'warning' | 'hint';

/** What can be said of a plan that is sound. The codes are stable. */
export const ADVICE_LEVELS = {
  'event-casing': 'warning',
  'event-style': 'hint',
  'event-action': 'hint',
  'event-dynamic': 'warning',
  'event-alike': 'warning',
  'property-casing': 'warning',
  'property-style': 'hint',
  'property-alike': 'warning',
  'planning-missing': 'hint',
  'where-alike': 'warning',
  'property-undescribed': 'hint',
  'no-properties': 'hint',
  'many-properties': 'hint',
  'required-unplanned': 'warning',
  'required-traits': 'warning',
  'misplaced-properties': 'warning',
  'keyword-unknown': 'warning',
  'keyword-useless': 'warning',
  'unknown-format': 'warning',
  'label-not-text': 'warning',
  deprecated: 'hint',
  'version-gap': 'hint',
  'no-rules': 'warning',
  'common-only': 'warning',
  'source-unknown': 'warning',
  'source-repeated': 'warning',
  'source-forwards-to-itself': 'warning',
  'many-sources': 'hint',
  'transformation-repeated': 'warning',
  'transformation-unplanned': 'warning',
} as const satisfies Readonly<Record<string, AdviceLevel>>;

export type AdviceCode = keyof typeof ADVICE_LEVELS;
