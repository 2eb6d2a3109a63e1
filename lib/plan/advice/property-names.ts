import type { PlanDocument } from '../document.js';
import { bagOf } from '../message-schema.js';
import type { Path } from '../plan-path.js';
import { propertiesOf } from '../planned-properties.js';
import { alikeIn } from '../similar-names.js';
import { casingOf, inCasing, isWritten } from './casing.js';
import { placedRules, quoted, type Tip } from './tip.js';

const ADVISED = 'snake_case';

/** Names that the Spec itself writes otherwise. */
const RESERVED = new Set(
  (
    'firstName lastName createdAt postalCode employeeCount totalBilled userId anonymousId groupId ' +
    'messageId previousId userAgent advertisingId adTrackingEnabled'
  ).split(' '),
);

interface NamedProperty {
  readonly name: string;
  readonly path: Path;
}

/** What could be better about the names of properties and of traits, each of which have a casing of their own. */
export function propertyNameTips(document: PlanDocument): readonly Tip[] {
  return (['properties', 'traits'] as const).flatMap((bag) => {
    const named = namedIn(document, bag);
    return [...casingTips(named, bag), ...alikeTips(named, bag)];
  });
}

/** Every name once, where it is first. Patterns for names and the items of lists are none. */
function namedIn(document: PlanDocument, bag: 'properties' | 'traits'): readonly NamedProperty[] {
  const named = new Map<string, NamedProperty>();
  for (const { rule, path } of placedRules(document)) {
    if (rule.type === 'COMMON' || bagOf(rule.type) !== bag) continue;
    for (const { place } of propertiesOf(rule)) {
      const [keyword, name] = place.slice(-2);
      if (keyword !== 'properties' || typeof name !== 'string' || named.has(name)) continue;
      named.set(name, { name, path: [...path, ...place] });
    }
  }
  return [...named.values()];
}

function casingTips(all: readonly NamedProperty[], bag: string): readonly Tip[] {
  const named = all.filter(({ name }) => !RESERVED.has(name));
  if (named.length === 0) return [];
  const names = named.map(({ name }) => name);
  const casing = casingOf(names, ADVISED);
  const strays = named
    .filter(({ name }) => !isWritten(name, casing))
    .map(({ name, path }): Tip => {
      const message = `Most ${bag} of the plan are in ${casing}, and ${quoted(name)} is not: ${quoted(inCasing(name, casing))} would be.`;
      return { code: 'property-casing', path, message };
    });
  if (casing === ADVISED) return strays;
  const message = `The names of ${bag} are in ${casing}; ${ADVISED} is advised: ${quoted(inCasing(names[0] ?? '', ADVISED))}.`;
  return [...strays, { code: 'property-style', path: ['rules'], message }];
}

function alikeTips(named: readonly NamedProperty[], bag: string): readonly Tip[] {
  const pathOf = new Map(named.map(({ name, path }) => [name, path]));
  return alikeIn([...pathOf.keys()]).map(({ one, other }): Tip => {
    const message = `${quoted(other)} and ${quoted(one)} differ in the case of letters, underscores and the like alone: if they are one of the ${bag}, keep one of the names.`;
    return { code: 'property-alike', path: pathOf.get(other) ?? [], message };
  });
}
