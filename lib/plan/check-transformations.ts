import { createHash, createHmac } from 'node:crypto';
import { describe } from '../base/describe.js';
import { ownerOf } from './check-document.js';
import type { HashedProperties, Transformation } from './document.js';
import { parseFql } from './fql.js';
import { FqlError, keysOf } from './fql-tokens.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';
import { hashName } from './transformations.js';

/** How deep a rename may reach. */
const MAX_LEVELS = 5;

/** What is wrong with a transformation whose shape is right. */
export function transformationFaults(
  transformation: Transformation,
  path: Path,
): readonly PlanFault[] {
  const faults = [
    ...expressionFaults(transformation.if, [...path, 'if']),
    ...(transformation.fqlDefinedProperties ?? []).flatMap(({ fql }, at) =>
      expressionFaults(fql, [...path, 'fqlDefinedProperties', at, 'fql']),
    ),
    ...mixtures(transformation, path),
    ...levels(transformation, path),
    ...collisions(transformation, path),
    ...hashFaults(transformation, path),
  ];
  return faults.map((fault) => ({ ...fault, owner: ownerOf(transformation) }));
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

/** One path can't be written twice, and what is renamed can't be written as well. */
function collisions(transformation: Transformation, path: Path): readonly PlanFault[] {
  const { propertyRenames = [], propertyValueTransformations = [] } = transformation;
  const written = [
    ...propertyRenames.map(({ newName }, index) => {
      return { text: newName, place: ['propertyRenames', index, 'newName'] };
    }),
    ...propertyValueTransformations.flatMap(({ propertyPaths }, index) =>
      propertyPaths.map((text, at) => {
        return { text, place: ['propertyValueTransformations', index, 'propertyPaths', at] };
      }),
    ),
  ];
  const taken = new Set<string>();
  const renamed = new Set(propertyRenames.map(({ oldName }) => pathId(oldName)));
  return written.flatMap(({ text, place }) => {
    const id = pathId(text);
    const isValue = place[0] === 'propertyValueTransformations';
    const isTaken = taken.has(id) || (isValue && renamed.has(id));
    taken.add(id);
    if (!isTaken) return [];
    const expected = 'a path that nothing else of the transformation is about';
    return { path: [...path, ...place], found: `"${text}"`, expected };
  });
}

/** The same for a path with and without its beginning. */
function pathId(text: string): string {
  const [first = '', ...rest] = keysOf(text);
  const isWhole = rest.length > 0 && (first === 'properties' || first === 'traits');
  return JSON.stringify(isWhole ? rest : [first, ...rest]);
}

function hashFaults(
  { hashPropertiesConfiguration: hash }: Transformation,
  path: Path,
): readonly PlanFault[] {
  if (hash === undefined || isHash(hash)) return [];
  const place = [...path, 'hashPropertiesConfiguration', 'algorithm'];
  const expected = `the name of a hash${hash.key === undefined ? '' : ' that can have a key'}, like SHA256`;
  return [{ path: place, found: describe(hash.algorithm), expected }];
}

function isHash({ algorithm, key }: HashedProperties): boolean {
  const name = hashName(algorithm);
  if (name === undefined) return false;
  try {
    (key === undefined ? createHash(name) : createHmac(name, key)).digest();
    return true;
  } catch {
    return false;
  }
}
