import { closest } from 'fastest-levenshtein';
import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import { PLAN_TYPES, RULE_TYPES } from './document.js';
import type { PlanFault } from './plan-error.js';
import type { Path } from './plan-path.js';

/** How many rules a plan may have: the service takes 2,000 from a file. */
export const MAX_RULES = 10_000;

/** What one value of a document must be. It tells what is wrong, by its place. */
type Check = (value: unknown, path: Path, tell: Tell) => void;
type Tell = (fault: PlanFault) => void;
type Bag = Readonly<Record<string, unknown>>;

/** Everything about the shape of a plan that is wrong. What is in the schemas of its rules is looked at elsewhere. */
export function documentFaults(document: unknown): readonly PlanFault[] {
  const faults: PlanFault[] = [];
  PLAN(document, [], (fault) => faults.push(fault));
  return faults;
}

/** A rule or transformation as people know it. */
export function ownerOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { type, key, name, version } = item as Bag;
  if (typeof type !== 'string') return typeof name === 'string' ? `"${name}"` : undefined;
  const versionText = typeof version === 'number' && version > 1 ? ` version ${version}` : '';
  return `${type}${typeof key === 'string' ? ` "${key}"` : ''}${versionText}`;
}

const text: Check = (value, path, tell) => {
  if (typeof value !== 'string') tell(fault(path, value, 'a text'));
};

const filledText: Check = (value, path, tell) => {
  if (typeof value !== 'string' || value === '')
    tell(fault(path, value, 'a text that is not empty'));
};

const flag: Check = (value, path, tell) => {
  if (typeof value !== 'boolean') tell(fault(path, value, 'true or false'));
};

const anyObject: Check = (value, path, tell) => {
  if (!isBag(value)) tell(fault(path, value, 'an object'));
};

const time: Check = (value, path, tell) => {
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return;
  tell(fault(path, value, 'a time in ISO 8601, like 2026-01-31T12:00:00Z'));
};

const version: Check = (value, path, tell) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return;
  tell(fault(path, value, 'a whole number from 1'));
};

function oneOf(...values: readonly string[]): Check {
  return (value, path, tell) => {
    if (typeof value === 'string' && values.includes(value)) return;
    const found = typeof value === 'string' ? `"${value.slice(0, 40)}"` : describe(value);
    tell({ path, found, expected: `one of ${values.join(', ')}` });
  };
}

function startingWith(prefix: string): Check {
  return (value, path, tell) => {
    if (typeof value === 'string' && value.startsWith(prefix)) return;
    tell(fault(path, value, `a text that begins with ${prefix}`));
  };
}

function list(item: Check, bounds: { readonly max?: number; readonly min?: number } = {}): Check {
  const { min = 0, max = MAX_RULES } = bounds;
  return (value, path, tell) => {
    if (!Array.isArray(value)) return tell(fault(path, value, 'a list'));
    if (value.length < min || value.length > max) {
      const expected = min > 0 && value.length < min ? `${min} or more` : `up to ${max}`;
      return tell({ path, found: `${value.length}`, expected: `a list of ${expected}` });
    }
    value.forEach((element, index) => {
      item(element, [...path, index], (found) => tell({ owner: ownerOf(element), ...found }));
    });
  };
}

/** An object with these members and no others, but for those that begin with `x-`. */
function object(required: Readonly<Record<string, Check>>, optional: Record<string, Check>): Check {
  const known = { ...optional, ...required };
  const names = Object.keys(known);
  const needed = Object.keys(required);
  return (value, path, tell) => {
    if (!isBag(value)) return tell(fault(path, value, `an object with ${names.join(', ')}`));
    for (const name of needed) {
      if (value[name] !== undefined) continue;
      tell({ path: [...path, name], found: 'nothing', expected: 'there' });
    }
    for (const name of Object.keys(value)) {
      const member = value[name];
      if (member === undefined || name.startsWith('x-')) continue;
      const check = Object.hasOwn(known, name) ? known[name] : undefined;
      if (check !== undefined) check(member, [...path, name], tell);
      else tell(unknownName([...path, name], name, names));
    }
  };
}

function unknownName(path: Path, name: string, names: readonly string[]): PlanFault {
  const expected = `a member that plans have, perhaps ${closest(name, [...names])}; or one whose name begins with x-`;
  return { path, found: `"${name.slice(0, 60)}"`, expected };
}

function fault(path: Path, value: unknown, expected: string): PlanFault {
  return { path, found: describe(value), expected };
}

const PLANNING = object(
  {},
  { what: filledText, why: list(filledText), forWhom: list(filledText), where: list(filledText) },
);

const RULE_FIELDS = {
  key: text,
  version,
  createdAt: time,
  updatedAt: time,
  deprecatedAt: time,
  planning: PLANNING,
};

const ANY_RULE = object({ type: oneOf(...RULE_TYPES), jsonSchema: anyObject }, RULE_FIELDS);

const RULE: Check = (value, path, tell) => {
  ANY_RULE(value, path, tell);
  if (!isBag(value)) return;
  const { type, key } = value;
  if (type === 'TRACK' && (key === undefined || key === '')) {
    const found = key === '' ? 'an empty text' : 'nothing';
    tell({ path: [...path, 'key'], found, expected: 'the name of an event' });
  }
  const isKeyless = type === 'COMMON' || type === 'IDENTIFY' || type === 'GROUP';
  if (isKeyless && typeof key === 'string' && key !== '') {
    tell({ path: [...path, 'key'], found: `"${key}"`, expected: `left out for a rule of ${type}` });
  }
};

const TRAITS = object(
  {},
  {
    allowUnplannedTraits: flag,
    allowTraitsOnViolations: flag,
    commonEventOnViolations: oneOf('ALLOW', 'BLOCK', 'OMIT_TRAITS'),
  },
);

const TRACK = object(
  {},
  {
    allowUnplannedEvents: flag,
    allowUnplannedEventProperties: flag,
    allowEventOnViolations: flag,
    allowPropertiesOnViolations: flag,
    commonEventOnViolations: oneOf('ALLOW', 'BLOCK', 'OMIT_PROPERTIES'),
  },
);

const SETTINGS = object(
  {},
  {
    track: TRACK,
    identify: TRAITS,
    group: TRAITS,
    forwardingViolationsTo: filledText,
    forwardingBlockedEventsTo: filledText,
  },
);

const TRANSFORMATION = object(
  { name: filledText, sourceId: filledText, enabled: flag, if: filledText },
  {
    id: text,
    destinationMetadataId: text,
    drop: flag,
    newEventName: text,
    propertyRenames: list(object({ oldName: filledText, newName: filledText }, {})),
    propertyValueTransformations: list(
      object({ propertyPaths: list(filledText, { min: 1, max: 10 }), propertyValue: text }, {}),
      { max: 10 },
    ),
    fqlDefinedProperties: list(object({ fql: filledText, propertyName: filledText }, {}), {
      max: 1,
    }),
    allowProperties: list(filledText),
    hashPropertiesConfiguration: object(
      { algorithm: filledText, paths: list(filledText, { min: 1 }) },
      { key: text, encoding: oneOf('BASE16', 'BASE64', 'BASE64URL', 'HEX') },
    ),
  },
);

const PLAN = object(
  { name: filledText, rules: list(RULE) },
  {
    id: startingWith('tp_'),
    resourceSchemaId: startingWith('rs_'),
    slug: text,
    description: text,
    type: oneOf(...PLAN_TYPES),
    createdAt: time,
    updatedAt: time,
    connections: list(object({ sourceId: filledText }, { settings: SETTINGS })),
    transformations: list(TRANSFORMATION),
  },
);
