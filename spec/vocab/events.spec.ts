import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { type FactsOfSchema, vocabularyFacts as facts } from '../support/vocabulary-facts.js';

const INTERFACES: Readonly<Record<string, string>> = {
  'ecommerce-v2': 'Ecommerce',
  'ecommerce-v1': 'LegacyEcommerce',
  'b2b-saas': 'B2bSaas',
  mobile: 'Mobile',
  video: 'Video',
  email: 'Email',
  'live-chat': 'LiveChat',
  'ab-testing': 'AbTesting',
  'ai-copilot': 'AiCopilot',
  platform: 'Platform',
};

const FILE = 'lib/vocab/index.ts';
const options = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext };
const program = ts.createProgram([FILE], { ...options, noEmit: true, types: [] });
const checker = program.getTypeChecker();
const file = program.getSourceFile(FILE);
const entry = file && checker.getSymbolAtLocation(file);
const exported = entry === undefined ? [] : checker.getExportsOfModule(entry);

/** The interface of a vocabulary: its members by their names. */
function membersOf(id: string): ReadonlyMap<string, ts.Symbol> {
  const found = exported.find(({ name }) => name === INTERFACES[id]);
  if (found === undefined) throw new Error(`${id} has no interface.`);
  return propertiesOf(checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(found)));
}

function propertiesOf(type: ts.Type): ReadonlyMap<string, ts.Symbol> {
  return new Map(checker.getPropertiesOfType(type).map((symbol) => [symbol.name, symbol]));
}

/** What JSON Schema calls the types of a property, with the texts that it may be. */
function kindsOf(symbol: ts.Symbol): readonly string[] {
  const type = checker.getTypeOfSymbol(symbol);
  const parts = type.isUnion() ? type.types : [type];
  return [...new Set(parts.map(kindOf).filter((kind) => kind !== 'undefined'))].sort();
}

function kindOf(type: ts.Type): string {
  if (type.isStringLiteral()) return `'${type.value}'`;
  if (checker.isArrayType(type)) return 'array';
  const name = checker.typeToString(type);
  if (name === 'true' || name === 'false') return 'boolean';
  return ['string', 'number', 'null', 'undefined', 'Date'].includes(name) ? name : 'object';
}

function expectedKinds(schema: FactsOfSchema, format: string | undefined): readonly string[] {
  if (schema.enum !== undefined) {
    return schema.enum.map((value) => (value === null ? 'null' : `'${value}'`)).sort();
  }
  const kinds = [schema.type ?? []].flat().map((type) => (type === 'integer' ? 'number' : type));
  return [...new Set([...kinds, ...(format === 'iso8601' ? ['Date'] : [])])].sort();
}

/** The type of a property, or of its items. */
function inside(symbol: ts.Symbol): ts.Type {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  const [item] = checker.isArrayType(type)
    ? checker.getTypeArguments(type as ts.TypeReference)
    : [];
  return item ?? type;
}

function expectSame(type: ts.Type, schema: FactsOfSchema, path: string, formats: Formats): void {
  const members = propertiesOf(type);
  expect([path, ...[...members.keys()].sort()]).toEqual([
    path,
    ...Object.keys(schema.properties ?? {}).sort(),
  ]);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) {
    const member = members.get(key) as ts.Symbol;
    const own = path === '' ? key : `${path}.${key}`;
    expect([own, ...kindsOf(member)]).toEqual([own, ...expectedKinds(inner, formats[own])]);
    if (inner.properties !== undefined) expectSame(inside(member), inner, own, formats);
    if (inner.items?.properties !== undefined) {
      expectSame(inside(member), inner.items, `${own}.$`, formats);
    }
  }
}

type Formats = Readonly<Record<string, string>>;

function isDeprecated(symbol: ts.Symbol | undefined): boolean {
  return symbol?.getJsDocTags().some(({ name }) => name === 'deprecated') ?? false;
}

describe.each(facts.vocabularies)('the interface of $title', ({ id, events }) => {
  const members = membersOf(id);
  const tracked = events.filter(({ call }) => call === 'track');

  it('has the events that track sends, by all of their names', () => {
    const names = tracked.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect([...members.keys()].sort()).toEqual([...new Set(names)].sort());
  });

  it('strikes through older names, and no others', () => {
    const struck = [...members.keys()].filter((name) => isDeprecated(members.get(name)));
    const names = tracked.map(({ name }) => name);
    const older = tracked.flatMap(({ aliases = [] }) => aliases);
    expect(struck.sort()).toEqual(older.filter((name) => !names.includes(name)).sort());
  });

  it.each(tracked)('has the properties of $name with their types', (event) => {
    const member = members.get(event.name) as ts.Symbol;
    expectSame(checker.getTypeOfSymbol(member), event.schema, '', event.formatHints ?? {});
  });
});
