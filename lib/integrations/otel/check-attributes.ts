import { checkSetting, entriesOf, type Rule } from '../check-settings.js';

const KINDS = ['string', 'number', 'boolean'];

const aValue: Rule = {
  expected: 'a text, a number, true or false, or an array of one of these',
  isRight: (value) => (Array.isArray(value) ? isOfOneKind(value) : KINDS.includes(typeof value)),
};

/** @throws ValidationError for a value that OpenTelemetry would leave out. */
export function checkAttributes(call: string, attributes: object): void {
  for (const [name, value] of entriesOf(call, attributes)) {
    if (value === undefined) continue;
    checkSetting({ call, field: `attributes.${name}`, value, rule: aValue });
  }
}

function isOfOneKind(values: readonly unknown[]): boolean {
  const kinds = new Set(
    values.filter((value) => value !== null && value !== undefined).map((value) => typeof value),
  );
  return kinds.size <= 1 && [...kinds].every((kind) => KINDS.includes(kind));
}
