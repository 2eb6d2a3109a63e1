import { bagSchemaOf } from '../message-schema.js';
import type { Plan } from '../plan.js';
import { docComment, prose } from './doc-comment.js';
import { implementation } from './implementation.js';
import { quoted } from './literal-text.js';
import { docOf } from './object-text.js';
import {
  type ContextType,
  type PlannedCall,
  type PlannedCalls,
  plannedCalls,
} from './planned-calls.js';
import type { NamedType } from './schema-text.js';
import { signatures } from './signatures.js';
import type { TypeText } from './type-text.js';

/** How a client that was made of a plan begins. */
export const CLIENT_MARK = '// Made by `waybill plan types`';

export interface ClientSource {
  /** The file: TypeScript, which imports types of `waybill` alone. */
  readonly source: string;
  readonly calls: PlannedCalls;
}

/** A typed client of a plan, as source. The same plan gives the same text, whatever order its rules have. */
export function clientSource(plan: Plan): ClientSource {
  const calls = plannedCalls(plan);
  const all = allOf(calls);
  const parts = [
    head(plan, calls),
    signatures(calls),
    implementation(calls),
    ...maps(calls),
    ...contextsOf(calls).flatMap(({ typeName, type, named }) => [
      declaration(typeName, type, docComment(['What the plan asks of `context`.'])),
      ...named.map(namedText),
    ]),
    ...all.flatMap((call) => [
      declaration(call.typeName, call.type, typeDoc(call)),
      ...call.named.map(namedText),
    ]),
  ];
  return { calls, source: `${parts.filter((part) => part !== '').join('\n\n')}\n` };
}

function allOf({ events, pages, screens, identify, group }: PlannedCalls): readonly PlannedCall[] {
  return [identify, group, ...pages, ...screens, ...events].filter((call) => call !== undefined);
}

function contextsOf(calls: PlannedCalls): readonly ContextType[] {
  const contexts = [calls.common, ...allOf(calls).map(({ context }) => context)];
  return contexts.filter((context) => context !== undefined);
}

function head(plan: Plan, calls: PlannedCalls): string {
  const hasContext =
    contextsOf(calls).length > 0 || calls.events.some(({ version }) => version !== undefined);
  const context = hasContext ? ' MessageContext,' : '';
  const names = `Analytics, Callback, Id,${context} Receipt, Scope, TrackCall`;
  return [
    `${CLIENT_MARK} from the plan ${JSON.stringify(prose(plan.name))}. Change the plan, and make it again.`,
    '/* eslint-disable */',
    '// biome-ignore-all format: made by a program',
    '// biome-ignore-all lint: made by a program',
    `import type { ${names} } from 'waybill';`,
  ].join('\n');
}

/** Names of events, pages and screens, with the types of their properties. */
function maps({ events, pages, screens }: PlannedCalls): readonly string[] {
  const oldest = events.filter(({ version }) => version === undefined);
  const named = (calls: readonly PlannedCall[]): readonly PlannedCall[] =>
    calls.filter(({ rule }) => rule.key !== undefined);
  return [
    mapText('Events', 'The events of the plan, and their properties.', oldest),
    mapText('Pages', 'The pages of the plan, and their properties.', named(pages)),
    mapText('Screens', 'The screens of the plan, and their properties.', named(screens)),
  ];
}

function mapText(name: string, doc: string, calls: readonly PlannedCall[]): string {
  if (calls.length === 0) return '';
  const lines = calls.map(
    ({ rule, typeName }) => `  readonly ${quoted(rule.key ?? '')}: ${typeName};`,
  );
  return `${docComment([doc])}export interface ${name} {\n${lines.join('\n')}\n}`;
}

function typeDoc({ rule }: PlannedCall): string {
  const { type, key, version, bag, document } = rule;
  const name = key === undefined ? type.toLowerCase() : `\`${prose(key).replaceAll('\n', ' ')}\``;
  const of = version > 1 ? ` in version ${version}` : '';
  const own = bagSchemaOf(document)?.['description'];
  const start = `${bag === 'traits' ? 'Traits' : 'Properties'} of ${name}${of}.`;
  return docComment([typeof own === 'string' ? `${start} ${prose(own)}` : start]);
}

function namedText({ name, schema, type }: NamedType): string {
  return declaration(name, type, docOf(schema));
}

/** An interface where it can be one: compilers show its name. */
function declaration(name: string, { kind, text }: TypeText, doc: string): string {
  const isObject = kind === 'atom' && text.startsWith('{\n');
  return isObject
    ? `${doc}export interface ${name} ${text}`
    : `${doc}export type ${name} = ${text};`;
}
