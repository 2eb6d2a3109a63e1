import { hintForUnknown, refusalOf } from './client-options.js';
import { type ClientName, isClass } from './clients.js';
import type { Edit } from './edits.js';
import { type Remark, remark } from './finding.js';
import { OPTION_RULES, type RenamedOption } from './option-rules.js';
import { endOf, literalText, nameOf, startOf, type Tree } from './syntax.js';

/** The options of one client, where it is made. */
export interface OptionsSite {
  readonly client: ClientName;
  readonly literal: Tree.ObjectExpression | undefined;
  /** Whether the literal may be rewritten. */
  readonly canRewrite: boolean;
  /** Whether there are options that the file does not show here. */
  readonly isUnseen: boolean;
  readonly about: {
    readonly client: ClientName;
    readonly offset: number;
    readonly subject: string;
  };
}

/** Options whose parts have names that are checked too. */
const NESTED = ['retry', 'oauthSettings'];
const BATCH_PATH = /\/v1\/batch\/?$/;

/** What is to be said about options, those that are there and those that are not. */
export function checkOptions(site: OptionsSite): readonly Remark[] {
  const { client, literal, isUnseen, about } = site;
  const properties = literal?.properties ?? [];
  const names = properties.flatMap((one) =>
    one.type === 'SpreadElement' ? [] : [nameOf(one.key)],
  );
  const lacks = (...given: readonly string[]): boolean =>
    !isUnseen && !given.some((name) => names.includes(name));
  return [
    ...(isUnseen && client !== 'waybill' ? [remark({ code: 'unseen-options', ...about })] : []),
    ...(client === 'segment' && lacks('flushAt', 'maxEventsInBatch')
      ? [remark({ code: 'flush-at-default', ...about })]
      : []),
    ...(client === 'rudderstack' ? [remark({ code: 'wire-format', ...about })] : []),
    ...(client === 'rudderstack' && lacks('gzip')
      ? [remark({ code: 'gzip-default', ...about })]
      : []),
    ...(client === 'rudderstack' && lacks('host', 'dataPlaneUrl')
      ? [remark({ code: 'host-default', ...about })]
      : []),
    ...properties.flatMap((one) => checkProperty(one, site)),
  ];
}

type Property = Tree.ObjectExpression['properties'][number];

function checkProperty(property: Property, site: OptionsSite): readonly Remark[] {
  if (property.type === 'SpreadElement' || property.computed) return [];
  const subject = nameOf(property.key);
  if (subject === undefined) return [];
  const { client } = site;
  const about = { client, offset: startOf(property), subject };
  const rule = OPTION_RULES[client][subject];
  if (rule?.kind === 'moved') return [remark({ code: 'moved-option', todo: rule.todo, ...about })];
  if (rule !== undefined) {
    const edits = isFree(rule.to, site) ? renameEdits(property, rule) : undefined;
    if (edits === undefined) return [remark({ code: 'moved-option', todo: rule.todo, ...about })];
    return [remark({ code: 'renamed-option', todo: `Write ${rule.to}.`, edits, ...about })];
  }
  if (subject === 'errorHandler' && isClass(client)) {
    return [remark({ code: 'error-handler', ...about })];
  }
  return checkKnown(property, [subject], site);
}

/** An option of the name that it has in Waybill, if it has one there. */
function checkKnown(
  property: Property,
  path: readonly string[],
  site: OptionsSite,
): readonly Remark[] {
  const { client } = site;
  const about = { client, offset: startOf(property), subject: path.join('.') };
  const hint = hintForUnknown(path);
  if (hint !== undefined) {
    return [remark({ code: 'unknown-option', todo: `Take it out, or write ${hint}.`, ...about })];
  }
  const value = property.type === 'ObjectProperty' ? property.value : undefined;
  if (value?.type === 'ObjectExpression' && NESTED.includes(path.join('.'))) {
    return value.properties.flatMap((part) => {
      if (part.type === 'SpreadElement' || part.computed) return [];
      const name = nameOf(part.key);
      return name === undefined ? [] : checkKnown(part, [...path, name], site);
    });
  }
  const known = constantOf(value);
  const refusal = known === undefined ? undefined : refusalOf(path, known);
  if (refusal !== undefined) return [remark({ code: 'refused-option', todo: refusal, ...about })];
  const isHost = path.join('.') === 'host' && client !== 'waybill';
  return isHost ? [remark({ code: 'redirects', ...about })] : [];
}

/** Whether an option may get a name: nothing has it, or what has it gets another. */
function isFree(name: string, { client, literal, canRewrite }: OptionsSite): boolean {
  if (!canRewrite) return false;
  return (literal?.properties ?? []).every((one) => {
    if (one.type === 'SpreadElement' || nameOf(one.key) !== name) return true;
    const rule = OPTION_RULES[client][name];
    return rule?.kind === 'renamed' && renameEdits(one, rule) !== undefined;
  });
}

/** Renames an option, if its value means the same in Waybill. */
function renameEdits(property: Property, rule: RenamedOption): readonly Edit[] | undefined {
  if (property.type !== 'ObjectProperty') return undefined;
  const { key, value, shorthand } = property;
  const known = constantOf(value);
  const isRefused = known !== undefined && refusalOf([rule.to], known) !== undefined;
  const name = { start: startOf(key), end: endOf(key), text: rule.to };
  if (isRefused || (typeof known === 'string' && BATCH_PATH.test(known))) return undefined;
  if (rule.takes === 'number' && typeof known !== 'number') return undefined;
  if (shorthand) return [{ ...name, text: `${rule.to}: ${nameOf(key) ?? ''}` }];
  return [name];
}

/** The value of what is written out: a text, a number, also as a product or a sum, true or false. */
function constantOf(node: Tree.Node | undefined): string | number | boolean | undefined {
  switch (node?.type) {
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'UnaryExpression': {
      const value = constantOf(node.argument);
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'BinaryExpression': {
      const [left, right] = [constantOf(node.left), constantOf(node.right)];
      if (typeof left !== 'number' || typeof right !== 'number') return undefined;
      if (node.operator === '*') return left * right;
      return node.operator === '+' ? left + right : undefined;
    }
    default:
      return literalText(node);
  }
}
