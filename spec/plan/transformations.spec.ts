import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Transformation } from '../../lib/plan/document.js';
import { loadPlan } from '../../lib/plan/load-plan.js';
import { problemsOf } from './a-plan.js';

function aTransformation(fields: Partial<Transformation>): Transformation {
  return { name: 'A change', sourceId: 's', enabled: true, if: "type = 'track'", ...fields };
}

function transformed(
  fields: Partial<Transformation>,
  message: Readonly<Record<string, unknown>>,
  sourceId = 's',
): unknown {
  const plan = loadPlan({ name: 'x', rules: [], transformations: [aTransformation(fields)] });
  return plan.transform(message, sourceId);
}

const message = {
  type: 'track',
  event: 'Old',
  properties: { id: '1', deep: { a: 1 }, 'a.b': 2, list: [{ id: 1 }] },
  context: { ip: '::1' },
};

describe('a transformation', () => {
  it.each<readonly [string, Partial<Transformation>, object]>([
    ['renames an event', { newEventName: 'New' }, { event: 'New' }],
    [
      'renames a property, with or without its beginning',
      { propertyRenames: [{ oldName: 'properties.id', newName: 'product.id' }] },
      { properties: { product: { id: '1' }, deep: { a: 1 }, 'a.b': 2, list: [{ id: 1 }] } },
    ],
    [
      'moves one out of an object',
      { propertyRenames: [{ oldName: 'deep.a', newName: 'a' }] },
      { properties: { id: '1', deep: {}, 'a.b': 2, list: [{ id: 1 }], a: 1 } },
    ],
    [
      'renames one that has a dot',
      { propertyRenames: [{ oldName: 'a\\.b', newName: 'ab' }] },
      { properties: { id: '1', deep: { a: 1 }, list: [{ id: 1 }], ab: 2 } },
    ],
    [
      'has nothing to rename inside of lists, or where nothing is',
      {
        propertyRenames: [
          { oldName: 'list.id', newName: 'x' },
          { oldName: 'no', newName: 'y' },
        ],
      },
      {},
    ],
    [
      'changes the places of two',
      {
        propertyRenames: [
          { oldName: 'id', newName: 'a\\.b' },
          { oldName: 'a\\.b', newName: 'id' },
        ],
      },
      { properties: { ...message.properties, id: 2, 'a.b': '1' } },
    ],
    [
      'keeps what can’t be moved where it is',
      { propertyRenames: [{ oldName: 'deep.a', newName: 'id.a' }] },
      {},
    ],
    [
      'sets a value, also in the context',
      {
        propertyValueTransformations: [
          { propertyPaths: ['currency', 'context.app.name'], propertyValue: 'X' },
        ],
      },
      {
        properties: { ...message.properties, currency: 'X' },
        context: { ip: '::1', app: { name: 'X' } },
      },
    ],
    [
      'does not write through what is no object',
      { propertyValueTransformations: [{ propertyPaths: ['id.x', 'list.x'], propertyValue: 'X' }] },
      {},
    ],
    [
      'computes a value',
      { fqlDefinedProperties: [{ fql: 'uppercase(event)', propertyName: 'name' }] },
      { properties: { ...message.properties, name: 'OLD' } },
    ],
    [
      'computes nothing of nothing',
      { fqlDefinedProperties: [{ fql: 'uppercase(properties.no)', propertyName: 'name' }] },
      {},
    ],
    [
      'keeps only some',
      { allowProperties: ['id', 'deep.a', 'no'] },
      { properties: { id: '1', deep: { a: 1 } } },
    ],
    [
      'hashes',
      { hashPropertiesConfiguration: { algorithm: 'SHA-256', paths: ['id'] } },
      { properties: { ...message.properties, id: createHash('sha256').update('1').digest('hex') } },
    ],
    [
      'hashes with a key',
      {
        hashPropertiesConfiguration: {
          algorithm: 'sha256',
          key: 'k',
          encoding: 'BASE64',
          paths: ['deep'],
        },
      },
      {
        properties: {
          ...message.properties,
          deep: createHmac('sha256', 'k').update('{"a":1}').digest('base64'),
        },
      },
    ],
    ['leaves others alone', { if: "event = 'Other'", newEventName: 'New' }, {}],
    ['leaves others alone where it is not enabled', { enabled: false, newEventName: 'New' }, {}],
    [
      'leaves what is for a destination to the destination',
      { destinationMetadataId: 'd', newEventName: 'New' },
      {},
    ],
  ])('%s', (_, fields, expected) => {
    const before = structuredClone(message);

    expect(transformed(fields, message)).toEqual({ ...message, ...expected });
    expect(message).toEqual(before);
  });

  it('is for its source alone', () => {
    expect(transformed({ newEventName: 'New' }, message, 'other')).toBe(message);
  });

  it('may drop a message', () => {
    expect(transformed({ drop: true }, message)).toBeUndefined();
  });

  it('is about traits in a call that has them', () => {
    const identify = { type: 'identify', traits: { a: 1 } };
    const renames = [{ oldName: 'a', newName: 'b' }];

    expect(transformed({ if: "type = 'identify'", propertyRenames: renames }, identify)).toEqual({
      type: 'identify',
      traits: { b: 1 },
    });
  });

  it('writes no prototype', () => {
    const paths = ['__proto__.polluted', 'constructor.prototype.polluted'];
    transformed(
      { propertyValueTransformations: [{ propertyPaths: paths, propertyValue: 'X' }] },
      message,
    );

    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a transformation that is wrong', () => {
  const at = 'transformations[0]';

  it.each<readonly [Partial<Transformation>, string]>([
    [{ if: 'event =' }, `${at}.if ("A change") must be a filter expression, here with a value`],
    [
      { fqlDefinedProperties: [{ fql: '(', propertyName: 'x' }] },
      `${at}.fqlDefinedProperties[0].fql`,
    ],
    [
      { fqlDefinedProperties: [{ fql: 'event', propertyName: 'x' }], newEventName: 'x' },
      'must be alone',
    ],
    [
      { propertyRenames: [{ oldName: 'a.b.c.d.e.f', newName: 'x' }] },
      'a path of up to four levels',
    ],
    [
      {
        propertyRenames: [{ oldName: 'a', newName: 'b' }],
        propertyValueTransformations: [{ propertyPaths: ['b'], propertyValue: '1' }],
      },
      'a path that nothing else of the transformation is about; found "b"',
    ],
    [{ hashPropertiesConfiguration: { algorithm: 'rot13', paths: ['a'] } }, 'the name of a hash'],
    [
      { hashPropertiesConfiguration: { algorithm: 'shake128', key: 'k', paths: ['a'] } },
      'that can have a key',
    ],
    [
      {
        propertyRenames: [
          { oldName: 'a', newName: 'c' },
          { oldName: 'b', newName: 'properties.c' },
        ],
      },
      'found "properties.c"',
    ],
    [{ if: "match(event, '[z-a]*')" }, 'a pattern like Order*'],
    [{ name: '' }, `${at}.name`],
    [
      { propertyValueTransformations: [{ propertyPaths: [], propertyValue: '1' }] },
      'a list of 1 or more; found 0.',
    ],
  ])('is refused: %j', (fields, expected) => {
    const document = { name: 'x', rules: [], transformations: [aTransformation(fields)] };

    expect(problemsOf(() => loadPlan(document)).join()).toContain(expected);
  });
});
