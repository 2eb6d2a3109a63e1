import { FAULT_KINDS, type Fault } from '../entry/fault.js';
import { isJsonObject } from '../entry/json-object.js';

const MAX_FAULTS = 20;
const DAY_SECONDS = 86_400;

/** The numbers of a fault, and their bounds. */
const BOUNDS: Readonly<
  Record<string, { min: number; max: number; whole: boolean; only?: Fault['kind'] }>
> = {
  share: { min: Number.MIN_VALUE, max: 1, whole: false },
  status: { min: 300, max: 599, whole: true, only: 'status' },
  retryAfterSeconds: { min: 0, max: DAY_SECONDS, whole: true, only: 'status' },
  latencyMs: { min: 1, max: 600_000, whole: false, only: 'latency' },
  requests: { min: 1, max: Number.MAX_SAFE_INTEGER, whole: true },
  seconds: { min: Number.MIN_VALUE, max: DAY_SECONDS, whole: false },
};

/** @throws RangeError that names what is no fault: an outage that answers 200 would lose messages unseen. */
export function checkFaults(given: unknown): readonly Fault[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > MAX_FAULTS) {
    throw new RangeError(`faults: at most ${MAX_FAULTS} at once; found ${list.length}.`);
  }
  return list.map(checkFault);
}

function checkFault(fault: unknown): Fault {
  if (!isJsonObject(fault)) {
    throw new RangeError(`faults: a fault is an object with a kind; found ${shown(fault)}.`);
  }
  const { kind, ...numbers } = fault;
  const known = FAULT_KINDS.find((one) => one === kind);
  if (known === undefined) {
    throw new RangeError(
      `faults: kind must be one of ${FAULT_KINDS.join(', ')}; found ${shown(kind)}.`,
    );
  }
  for (const [name, value] of Object.entries(numbers)) {
    if (value === undefined) continue;
    checkNumber(name, value, known);
  }
  return fault as unknown as Fault;
}

function checkNumber(name: string, value: unknown, kind: Fault['kind']): void {
  // Its own names only: a fault may have a field such as `constructor`.
  const bounds = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined;
  if (bounds === undefined) {
    throw new RangeError(
      `faults: there is no ${name}; there are ${Object.keys(BOUNDS).join(', ')}.`,
    );
  }
  const { min, max, whole, only } = bounds;
  if (only !== undefined && only !== kind) {
    throw new RangeError(`faults: ${name} goes with the kind ${only}; found it with ${kind}.`);
  }
  const isFine =
    typeof value === 'number' &&
    value >= min &&
    value <= max &&
    (!whole || Number.isInteger(value));
  if (isFine) return;
  const from = min === Number.MIN_VALUE ? 'above 0' : `from ${min}`;
  throw new RangeError(
    `faults: ${name} must be a ${whole ? 'whole number' : 'number'} ${from} to ${max}; found ${shown(value)}.`,
  );
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return (JSON.stringify(value) ?? typeof value).slice(0, 100);
}
