import { number, table } from './table.mjs';

/** Whether each target of Waybill is met, as a table. */
export function targetTable(targets) {
  const rows = targets.map((target) => [
    target.name,
    target.atMost === undefined
      ? `≥ ${amount(target.atLeast, target)}`
      : `≤ ${amount(target.atMost, target)}`,
    amount(target.value, target),
    isMet(target) ? 'yes' : 'no',
  ]);
  return table(['target', 'needed', 'measured', 'met'], rows);
}

export function isMet({
  value,
  atMost = Number.POSITIVE_INFINITY,
  atLeast = Number.NEGATIVE_INFINITY,
}) {
  return value <= atMost && value >= atLeast;
}

function amount(value, { unit }) {
  const decimals = unit === '×' ? 2 : ['ms', 'MB', 'µs'].includes(unit) ? 1 : 0;
  return `${number(value, decimals)} ${unit}`.trim();
}
