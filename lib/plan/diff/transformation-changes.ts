import { isDeepEqual, omit } from 'remeda';
import type { PlanDocument, Transformation } from '../document.js';
import type { PlanChange } from './change.js';
import type { Effect } from './difference.js';

/**
 * What changed about transformations. They change messages before these are checked, so that those which apply to a source
 * may break calls; what they do to messages is not worked out.
 */
export function transformationChanges(
  before: PlanDocument,
  after: PlanDocument,
): readonly PlanChange[] {
  const [was, is] = [byName(before), byName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort();
  return names.flatMap((name): readonly PlanChange[] => {
    const [old, now] = [was.get(name) ?? [], is.get(name) ?? []];
    if (isDeepEqual(old.map(contentsOf), now.map(contentsOf))) return [];
    const subject = `transformation ${JSON.stringify(name)}`;
    const effect = isEffective([...old, ...now]);
    if (old.length === 0) {
      return [{ effect, code: 'transformation-added', subject, message: 'was added' }];
    }
    if (now.length === 0) {
      return [{ effect, code: 'transformation-removed', subject, message: 'was removed' }];
    }
    return [{ effect, code: 'transformation-changed', subject, message: messageOf(old, now) }];
  });
}

function byName({ transformations = [] }: PlanDocument): ReadonlyMap<string, Transformation[]> {
  const named = new Map<string, Transformation[]>();
  for (const one of transformations) named.set(one.name, [...(named.get(one.name) ?? []), one]);
  return named;
}

/** Those that are off, or made at a destination, change nothing that is checked. */
function isEffective(transformations: readonly Transformation[]): Effect {
  const isAny = transformations.some(
    ({ enabled, destinationMetadataId }) => enabled && destinationMetadataId === undefined,
  );
  return isAny ? 'breaking' : 'safe';
}

function messageOf([was]: readonly Transformation[], [is]: readonly Transformation[]): string {
  if (was?.enabled === is?.enabled) return 'was changed';
  return is?.enabled ? 'was switched on' : 'was switched off';
}

function contentsOf(transformation: Transformation): object {
  return omit(transformation, ['id']);
}
