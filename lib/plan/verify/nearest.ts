import type { PlannedKeys } from '../planned-keys.js';
import { nearestName } from '../similar-names.js';

/** The planned key beside one that isn't planned, given as `products.$.prise`, that is likely meant. */
export function nearestKey(path: string, planned: PlannedKeys | undefined): string | undefined {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const beside = steps.reduce<PlannedKeys | undefined>(
    (keys, step) => (step === '$' ? keys?.items : keys?.members?.get(step)),
    planned,
  );
  const nearest = nearestName(last, beside?.members?.keys() ?? []);
  return nearest === undefined ? undefined : [...steps, nearest].join('.');
}
