import { distance } from 'fastest-levenshtein';
import type { PlannedKeys } from '../planned-keys.js';
import { bare } from '../similar-names.js';

/** The one of the names that is likely meant; none, where none is near. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = bare(name);
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  let nearest: string | undefined;
  let least = allowed + 1;
  for (const candidate of names) {
    const steps = distance(wanted, bare(candidate));
    // What has nothing in common is no hint, however short it is.
    if (steps >= least || steps >= Math.max(wanted.length, bare(candidate).length)) continue;
    nearest = candidate;
    least = steps;
  }
  return nearest;
}

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
