import type { JsonSchema } from '../document.js';
import { safePattern } from '../safe-pattern.js';
import { isSchemaObject } from '../subschemas.js';
import { at, type Comparison, type Pair, type Position } from './comparison.js';
import { type Difference, UNPLANNED } from './difference.js';
import { renamesIn } from './renames.js';
import { typesOf } from './type-differences.js';

type Members = Readonly<Record<string, unknown>>;

/** What differs between two schemas about the members of an object. */
export function memberDifferences(
  comparison: Comparison,
  pair: Pair,
  position: Position,
): readonly Difference[] {
  if (typesOf(pair.before)?.includes('object') === false) return [];
  return [
    ...namedDifferences(comparison, pair, position),
    ...requiredDifferences(pair, position),
    ...patternDifferences(comparison, pair, position),
    ...otherDifferences(comparison, pair, position),
  ];
}

function namedDifferences(
  comparison: Comparison,
  pair: Pair,
  position: Position,
): readonly Difference[] {
  const [was, is] = [membersOf(pair.before), membersOf(pair.after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const renames = renamesIn(was, is);
  return names.flatMap((name): readonly Difference[] => {
    const member = comparison.memberAt(position, name);
    const [isOld, isNew] = [Object.hasOwn(was, name), Object.hasOwn(is, name)];
    if (isOld && isNew) return comparison.compare(was[name], is[name], member);
    if (isNew) return [added(comparison, pair, position, name)];
    const removal = removed(comparison, pair, member, name);
    return [{ ...removal, renamedTo: renames.get(name) }];
  });
}

function added(comparison: Comparison, pair: Pair, position: Position, name: string): Difference {
  const { before, after } = pair;
  const schema = membersOf(after)[name];
  const member = comparison.memberAt(position, name);
  const start = `was added: ${kindOf(schema)}`;
  const code = 'property-added';
  if (isRequired(after, name) && !isRequired(before, name)) {
    return at(member, { code, effect: 'breaking', text: `${start}, required` });
  }
  const isNarrowed =
    canBeThere(name, before, position) &&
    comparison.breaks(schemaBeyond(before, name), schema, member);
  if (!isNarrowed) return at(member, { code, effect: 'safe', text: `${start}, optional` });
  const text = `${start}; it could be anything before`;
  return at(member, { code, effect: 'breaking', text });
}

function removed(
  comparison: Comparison,
  { before, after }: Pair,
  member: Position,
  name: string,
): Difference {
  const code = 'property-removed';
  const schema = membersOf(before)[name];
  if (comparison.breaks(schema, schemaBeyond(after, name), member)) {
    return at(member, { code, effect: 'breaking', text: 'was removed, and is not allowed now' });
  }
  const effect = comparison.lostAt(member.keys);
  if (effect === undefined) return at(member, { code, effect: 'safe', text: 'was removed' });
  return at(member, { code, effect, text: UNPLANNED[effect] });
}

function requiredDifferences({ before, after }: Pair, { keys }: Position): readonly Difference[] {
  const names = [...new Set([...requiredOf(before), ...requiredOf(after)])];
  return names.flatMap((name): readonly Difference[] => {
    const [was, is] = [isRequired(before, name), isRequired(after, name)];
    const place = [...keys, name];
    const isNew = !Object.hasOwn(membersOf(before), name) && Object.hasOwn(membersOf(after), name);
    const isGone = Object.hasOwn(membersOf(before), name) && !Object.hasOwn(membersOf(after), name);
    if (!was && is && !isNew) {
      return [{ code: 'required-added', effect: 'breaking', keys: place, text: 'is required now' }];
    }
    if (!was || is || isGone) return [];
    return [{ code: 'required-removed', effect: 'safe', keys: place, text: 'is optional now' }];
  });
}

/** Members whose names have a pattern. */
function patternDifferences(
  comparison: Comparison,
  { before, after }: Pair,
  position: Position,
): readonly Difference[] {
  const [was, is] = [patternsOf(before), patternsOf(after)];
  const differences = Object.entries(is).flatMap(([pattern, schema]) => {
    const own = Object.hasOwn(was, pattern);
    const others = Object.keys(was).length > 0 || (before['additionalProperties'] ?? true);
    const member = { keys: [...position.keys, `/${pattern}/`], planned: undefined };
    const named = Object.entries(membersOf(before)).filter(([name]) => matches(pattern, name));
    return [
      ...comparison.compare(own ? was[pattern] : others, schema, member),
      ...named.flatMap(([name, inner]) =>
        own ? [] : comparison.compare(inner, schema, comparison.memberAt(position, name)),
      ),
    ];
  });
  const gone = Object.keys(was).filter((pattern) => !Object.hasOwn(is, pattern));
  return [
    ...differences,
    ...gone.flatMap((pattern) => {
      const member = { keys: [...position.keys, `/${pattern}/`], planned: undefined };
      return comparison.compare(was[pattern], after['additionalProperties'] ?? true, member);
    }),
  ];
}

/** Members that neither a name nor a pattern speaks of. */
function otherDifferences(
  comparison: Comparison,
  { before, after }: Pair,
  position: Position,
): readonly Difference[] {
  const [was, is] = [before['additionalProperties'] ?? true, after['additionalProperties'] ?? true];
  if (comparison.isSame(was, is)) return [];
  if (is === false) {
    const text = 'takes no other properties than the planned ones now';
    return [at(position, { code: 'closed', effect: 'breaking', text })];
  }
  if (was === false) {
    const text = 'takes other properties than the planned ones now';
    return [at(position, { code: 'opened', effect: 'safe', text })];
  }
  return comparison.compare(was, is, { keys: [...position.keys, '*'], planned: undefined });
}

/** Whether a message that was as planned could have a member that the schema does not name. */
function canBeThere(name: string, before: JsonSchema, { planned }: Position): boolean {
  if (schemaBeyond(before, name) === false) return false;
  if (planned?.members === undefined) return true;
  return planned.members.has(name) || planned.patterns.some((pattern) => pattern.test(name));
}

/** What a schema asks of a member that it does not name. */
function schemaBeyond(schema: JsonSchema, name: string): unknown {
  const matching = Object.entries(patternsOf(schema)).filter(([pattern]) => matches(pattern, name));
  if (matching.length === 0) return schema['additionalProperties'] ?? true;
  return { allOf: matching.map(([, inner]) => inner) };
}

function matches(pattern: string, name: string): boolean {
  return safePattern(pattern).test(name);
}

function membersOf({ properties }: JsonSchema): Members {
  return isSchemaObject(properties) ? properties : {};
}

function patternsOf({ patternProperties }: JsonSchema): Members {
  return isSchemaObject(patternProperties) ? patternProperties : {};
}

function requiredOf({ required }: JsonSchema): readonly string[] {
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return requiredOf(schema).includes(name);
}

/** A schema in a word. */
function kindOf(schema: unknown): string {
  const types = isSchemaObject(schema) ? typesOf(schema) : undefined;
  return types?.join(' or ') ?? 'of any type';
}
