import { createHash, createHmac, getHashes } from 'node:crypto';
import type { FixedValue, HashedProperties, PropertyRename, Transformation } from './document.js';
import { type Expression, parseFql } from './fql.js';
import { keysOf } from './fql-tokens.js';
import { bagIn } from './message-name.js';
import { removeAt, setAt, valueAt } from './property-path.js';

type Bag = Readonly<Record<string, unknown>>;
/** Changes a message, which it may write to. */
type Change = (message: Bag) => void;

interface Prepared {
  readonly sourceId: string;
  readonly isMeant: Expression;
  readonly drops: boolean;
  readonly changes: readonly Change[];
}

/** The changes that a plan makes to the messages of its sources, before it looks at them. */
export class Transformations {
  readonly #prepared: readonly Prepared[];

  constructor(transformations: readonly Transformation[]) {
    // Those for one kind of destination are made where that is known.
    this.#prepared = transformations
      .filter(
        ({ enabled, destinationMetadataId }) => enabled && destinationMetadataId === undefined,
      )
      .map(prepare);
  }

  /** Whether there are any for a source. */
  isFor(sourceId: string | undefined): boolean {
    return sourceId !== undefined && this.#prepared.some((one) => one.sourceId === sourceId);
  }

  /** Changes a message of a source, and gives it back; nothing where it is to be dropped. */
  apply(message: Bag, sourceId: string | undefined): Bag | undefined {
    for (const { sourceId: source, isMeant, drops, changes } of this.#prepared) {
      if (source !== sourceId || isMeant(message) !== true) continue;
      if (drops) return undefined;
      for (const change of changes) change(message);
    }
    return message;
  }
}

function prepare(transformation: Transformation): Prepared {
  const {
    sourceId,
    drop = false,
    newEventName = '',
    propertyRenames = [],
    propertyValueTransformations = [],
    fqlDefinedProperties = [],
    allowProperties = [],
    hashPropertiesConfiguration,
  } = transformation;
  const changes = [
    ...(newEventName === '' ? [] : [renamedEvent(newEventName)]),
    ...(propertyRenames.length === 0 ? [] : [renamed(propertyRenames)]),
    ...propertyValueTransformations.map(fixed),
    ...fqlDefinedProperties.map(({ fql, propertyName }) => computed(parseFql(fql), propertyName)),
    ...(allowProperties.length === 0 ? [] : [allowed(allowProperties)]),
    ...(hashPropertiesConfiguration === undefined ? [] : [hashed(hashPropertiesConfiguration)]),
  ];
  return { sourceId, isMeant: parseFql(transformation.if), drops: drop, changes };
}

function renamedEvent(name: string): Change {
  return (message) => {
    if (message['type'] === 'track') setAt(message, ['event'], name);
  };
}

/** All are read before any is written, so that two may change places. */
function renamed(renames: readonly PropertyRename[]): Change {
  return (message) => {
    const found = renames.flatMap(({ oldName, newName }) => {
      const from = keysIn(message, oldName);
      const value = valueAt(message, from);
      return value === undefined ? [] : [{ from, to: keysIn(message, newName), value }];
    });
    for (const { from } of found) removeAt(message, from);
    for (const { from, to, value } of found) {
      // Nothing is written through what is no object: then it stays where it was.
      if (!setAt(message, to, value)) setAt(message, from, value);
    }
  };
}

function fixed({ propertyPaths, propertyValue }: FixedValue): Change {
  return (message) => {
    for (const path of propertyPaths) setAt(message, keysIn(message, path), propertyValue);
  };
}

function computed(expression: Expression, path: string): Change {
  return (message) => {
    const value = expression(message);
    // There is nothing to compute it from.
    if (value !== null && value !== undefined) setAt(message, keysIn(message, path), value);
  };
}

function allowed(paths: readonly string[]): Change {
  return (message) => {
    const bag = bagIn(message);
    const kept = paths.map((path) => keysIn(message, path));
    const values = kept.map((keys) => valueAt(message, keys));
    setAt(message, [bag], {});
    kept.forEach((keys, index) => {
      if (keys[0] === bag && values[index] !== undefined) setAt(message, keys, values[index]);
    });
  };
}

function hashed({ algorithm, key, encoding = 'HEX', paths }: HashedProperties): Change {
  const name = hashName(algorithm) ?? algorithm;
  return (message) => {
    for (const path of paths) {
      const keys = keysIn(message, path);
      const value = valueAt(message, keys);
      if (value === undefined || value === null) continue;
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const hash = key === undefined ? createHash(name) : createHmac(name, key);
      setAt(message, keys, hash.update(text).digest(ENCODINGS[encoding]));
    }
  };
}

/** The name of a hash as Node.js has it: SHA-256 and SHA_256 are sha256. */
export function hashName(algorithm: string): string | undefined {
  const lower = algorithm.toLowerCase();
  const names = [lower, lower.replaceAll('_', '-'), lower.replaceAll(/[-_]/g, '')];
  return names.find((name) => getHashes().includes(name));
}

const ENCODINGS = { BASE16: 'hex', HEX: 'hex', BASE64: 'base64', BASE64URL: 'base64url' } as const;

/** A path that doesn't begin with a part of the message begins in the caller's own data. */
function keysIn(message: Bag, path: string): readonly string[] {
  const keys = keysOf(path);
  return keys.length > 1 && PARTS.includes(keys[0] ?? '') ? keys : [bagIn(message), ...keys];
}

const PARTS = ['properties', 'traits', 'context'];
