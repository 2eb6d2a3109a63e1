import type { Transformation } from '../document.js';
import { type Block, code, type Fact, joined, type Line, text } from './blocks.js';

/** What is changed about messages before they are checked. The keys of hashes are secrets, and not shown. */
export function transformationBlocks(transformations: readonly Transformation[]): readonly Block[] {
  return transformations.flatMap((transformation): readonly Block[] => {
    const { name, enabled } = transformation;
    const off: Line = enabled ? [] : [text(' '), { kind: 'tag', text: 'off', tone: 'plain' }];
    return [
      { kind: 'heading', level: 3, line: [text(name), ...off] },
      { kind: 'facts', facts: factsOf(transformation) },
    ];
  });
}

function factsOf(transformation: Transformation): readonly Fact[] {
  const { sourceId, destinationMetadataId, if: condition } = transformation;
  return [
    fact('Source', [code(sourceId)]),
    fact('For', [
      destinationMetadataId === undefined ? text('all destinations') : code(destinationMetadataId),
    ]),
    fact('If', [code(condition)]),
    { name: 'Does', values: changesOf(transformation) },
  ];
}

function changesOf(transformation: Transformation): readonly Line[] {
  const {
    drop = false,
    newEventName = '',
    propertyRenames = [],
    propertyValueTransformations = [],
    fqlDefinedProperties = [],
    allowProperties = [],
    hashPropertiesConfiguration: hash,
  } = transformation;
  if (drop) return [[text('drops the message')]];
  const changes: readonly Line[] = [
    ...(newEventName === '' ? [] : [[text('renames the event to '), code(newEventName)]]),
    ...propertyRenames.map(({ oldName, newName }) => [
      text('renames '),
      code(oldName),
      text(' to '),
      code(newName),
    ]),
    ...propertyValueTransformations.map(({ propertyPaths, propertyValue }) => [
      text('sets '),
      ...joined(propertyPaths.map(code), ', '),
      text(' to '),
      code(propertyValue),
    ]),
    ...fqlDefinedProperties.map(({ fql, propertyName }) => [
      text('sets '),
      code(propertyName),
      text(' to '),
      code(fql),
    ]),
    ...(allowProperties.length === 0
      ? []
      : [[text('keeps only '), ...joined(allowProperties.map(code), ', ')]]),
    ...(hash === undefined
      ? []
      : [[text(`hashes by ${hash.algorithm}: `), ...joined(hash.paths.map(code), ', ')]]),
  ];
  return changes.length === 0 ? [[text('changes nothing')]] : changes;
}

function fact(name: string, line: Line): Fact {
  return { name, values: [line] };
}
