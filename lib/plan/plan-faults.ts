import { isBag } from '../base/bag.js';
import { documentFaults, MAX_RULES, ownerOf } from './check-document.js';
import { schemaFaults } from './check-schema.js';
import { transformationFaults } from './check-transformations.js';
import type { Transformation } from './document.js';
import type { PlanFault } from './plan-error.js';
import { type Path, placeOrder } from './plan-path.js';

/**
 * Everything that is wrong in a plan, in its order. Each part is looked at as closely as its own shape lets: what is wrong in one
 * rule hides nothing of another.
 */
export function planFaults(document: unknown): readonly PlanFault[] {
  const misshapen = documentFaults(document);
  if (!isBag(document)) return misshapen;
  const rules = itemsOf(document['rules']);
  const faults = [
    ...misshapen,
    ...rules.flatMap((rule, index) => ruleFaults(rule, ['rules', index])),
    ...repeated(rules),
    ...itemsOf(document['transformations']).flatMap((transformation, index) => {
      const path = ['transformations', index];
      if (misshapen.some((fault) => isWithin(fault.path, path))) return [];
      return transformationFaults(transformation as Transformation, path);
    }),
  ];
  return faults.sort((one, other) => placeOrder(one.path, other.path));
}

/** A list that is too long is told as a whole. */
function itemsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) && list.length <= MAX_RULES ? list : [];
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.every((key, index) => path[index] === key);
}

function ruleFaults(rule: unknown, path: Path): readonly PlanFault[] {
  if (!isBag(rule) || !isBag(rule['jsonSchema'])) return [];
  const faults = schemaFaults(rule['jsonSchema'], [...path, 'jsonSchema']);
  return faults.length === 0 ? faults : faults.map((fault) => ({ ...fault, owner: ownerOf(rule) }));
}

/** Two rules for the same messages: nobody could say which of them counts. */
function repeated(rules: readonly unknown[]): readonly PlanFault[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    if (!isBag(rule)) return [];
    const { type, key = '', version = 1 } = rule;
    // What rule it is meant to be can't be told.
    if (typeof key !== 'string' || typeof version !== 'number') return [];
    if (typeof type !== 'string' || (type === 'TRACK' && key === '')) return [];
    const id = `${type} ${version} ${key}`;
    const isRepeated = seen.has(id);
    seen.add(id);
    if (!isRepeated) return [];
    const expected = 'the only rule for its messages, or one with another version';
    return { path: ['rules', index], owner: ownerOf(rule), found: 'a second one', expected };
  });
}
