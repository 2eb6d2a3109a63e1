import { getHashes } from 'node:crypto';
import { describe } from '../base/describe.js';
import { ownerOf } from './check-document.js';
import type { Transformation } from './document.js';
import { parseFql } from './fql.js';
import { FqlError, keysOf } from './fql-tokens.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { hashName } from './transformations.js';

/** How deep a rename may reach. */
const MAX_LEVELS = 5;

/** What is wrong with transformations whose shape is right. */
export function transformationFaults(
  transformations: readonly Transformation[],
  path: Path,
): readonly PlanFault[] {
  return transformations.flatMap((transformation, index) => {
    const own = [...path, index];
    const faults = [
      ...expressionFaults(transformation.if, [...own, 'if']),
      ...(transformation.fqlDefinedProperties ?? []).flatMap(({ fql }, at) =>
        expressionFaults(fql, [...own, 'fqlDefinedProperties', at, 'fql']),
      ),
      ...mixtures(transformation, own),
      ...levels(transformation, own),
      ...collisions(transformation, own),
      ...hashFaults(transformation, own),
    ];
    return faults.map((fault) => ({ ...fault, owner: ownerOf(transformation) }));
  });
}

function expressionFaults(text: string, path: Path): readonly PlanFault[] {
  try {
    parseFql(text);
    return [];
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    const { found, expected } = error;
    return [{ path, found, expected: `a filter expression, here with ${expected}` }];
  }
}

function mixtures(transformation: Transformation, path: Path): readonly PlanFault[] {
  const { fqlDefinedProperties = [], newEventName = '' } = transformation;
  if (fqlDefinedProperties.length === 0) return [];
  const others = ['propertyRenames', 'propertyValueTransformations'] as const;
  const isMixed =
    newEventName !== '' || others.some((name) => (transformation[name] ?? []).length > 0);
  if (!isMixed) return [];
  const expected = 'alone, without new names and fixed values: make two transformations of it';
  return [{ path: [...path, 'fqlDefinedProperties'], found: 'it beside others', expected }];
}

function levels({ propertyRenames = [] }: Transformation, path: Path): readonly PlanFault[] {
  return propertyRenames.flatMap((rename, index) =>
    (['oldName', 'newName'] as const).flatMap((name) => {
      const { length } = keysOf(rename[name]);
      if (length <= MAX_LEVELS) return [];
      const expected = `a path of up to four levels below properties or traits`;
      return { path: [...path, 'propertyRenames', index, name], found: `${length} keys`, expected };
    }),
  );
}

/** One path can't be written twice. */
function collisions(transformation: Transformation, path: Path): readonly PlanFault[] {
  const { propertyRenames = [], propertyValueTransformations = [] } = transformation;
  const taken = new Set(propertyRenames.flatMap(({ oldName, newName }) => [oldName, newName]));
  const faults: PlanFault[] = [];
  propertyValueTransformations.forEach(({ propertyPaths }, index) => {
    propertyPaths.forEach((written, at) => {
      if (taken.has(written)) {
        const own = [...path, 'propertyValueTransformations', index, 'propertyPaths', at];
        const expected = 'a path that nothing else of the transformation is about';
        faults.push({ path: own, found: `"${written}"`, expected });
      }
      taken.add(written);
    });
  });
  return faults;
}

function hashFaults(
  { hashPropertiesConfiguration: hash }: Transformation,
  path: Path,
): readonly PlanFault[] {
  if (hash === undefined || getHashes().includes(hashName(hash.algorithm))) return [];
  const expected = 'the name of a hash, like SHA256';
  return [
    {
      path: [...path, 'hashPropertiesConfiguration', 'algorithm'],
      found: describe(hash.algorithm),
      expected,
    },
  ];
}
