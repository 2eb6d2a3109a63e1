import { closest } from 'fastest-levenshtein';
import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import { SOURCE_KINDS } from '../entry/source.js';
import { isSourcePlan } from '../entry/source-plan.js';
import { type CompleteSource, completeSource } from './complete-source.js';
import {
  type ClientConfig,
  MIN_LOG_BYTES,
  MIN_MEMORY_BYTES,
  type SourceConfig,
  type WorkspaceConfig,
} from './config.js';
import { ConfigError } from './config-error.js';

/** A configuration of which every field was checked, and whose sources say everything. */
export interface CheckedConfig {
  readonly workspace: CheckedWorkspace;
  readonly client: ClientConfig;
}

export type CheckedWorkspace = Omit<WorkspaceConfig, 'sources'> & {
  readonly sources?: readonly CompleteSource[];
};

const MAX_PORT = 65_535;
/** More of a value than this is not repeated in an error. */
const SHOWN_CHARS = 60;

interface Rule {
  readonly expected: string;
  readonly isFine: (value: unknown) => boolean;
}

const FLAG: Rule = {
  expected: 'true or false',
  isFine: (value) => typeof value === 'boolean',
};
const TEXT: Rule = {
  expected: 'a text that is not empty',
  isFine: (value) => typeof value === 'string' && value.trim() !== '',
};
const PLAN: Rule = {
  expected: 'the path of a tracking plan, or what loadPlan of waybill/plan gives',
  isFine: (value) => TEXT.isFine(value) || isSourcePlan(value),
};
const OF_FILE = ['workspace', 'client'];
const OF_CLIENT: Readonly<Record<keyof ClientConfig, Rule>> = {
  writeKey: TEXT,
  host: TEXT,
  path: TEXT,
};
const OF_WORKSPACE: Readonly<Record<keyof WorkspaceConfig, Rule>> = {
  port: wholeNumber(0, MAX_PORT),
  host: TEXT,
  folder: TEXT,
  memory: FLAG,
  strict: FLAG,
  maxLogBytes: wholeNumber(MIN_LOG_BYTES, Number.MAX_SAFE_INTEGER),
  maxMemoryBytes: wholeNumber(MIN_MEMORY_BYTES, Number.MAX_SAFE_INTEGER),
  plan: PLAN,
  sources: {
    expected: 'a list of one or more sources, such as [{ name: "shop" }]',
    isFine: (value) => Array.isArray(value) && value.length > 0,
  },
};
const OF_SOURCE: Readonly<Record<keyof SourceConfig, Rule>> = {
  name: TEXT,
  kind: {
    expected: `one of ${SOURCE_KINDS.join(', ')}`,
    isFine: (value) => SOURCE_KINDS.some((kind) => kind === value),
  },
  writeKey: TEXT,
  enabled: FLAG,
  plan: PLAN,
  sourceId: TEXT,
};

/** Checks what a file says, and fills in what its sources leave out. @throws ConfigError for the first mistake. */
export function checkConfig(found: unknown, file: string): CheckedConfig {
  const whole = objectOf(found, { file, field: '' });
  checkNames(whole, OF_FILE, { file, field: '' });
  const { workspace = {}, client = {} } = whole;
  return { workspace: checkWorkspace(workspace, file), client: checkClient(client, file) };
}

function checkClient(client: unknown, file: string): ClientConfig {
  const place = { file, field: 'client' };
  const bag = objectOf(client, place);
  checkFields(bag, OF_CLIENT, place);
  return defined(bag);
}

function checkWorkspace(workspace: unknown, file: string): CheckedWorkspace {
  const bag = objectOf(workspace, { file, field: 'workspace' });
  checkFields(bag, OF_WORKSPACE, { file, field: 'workspace' });
  if (bag['memory'] === true && bag['folder'] !== undefined) {
    const text = 'workspace.memory is true, and there is a workspace.folder: take one of them out.';
    throw new ConfigError({ file, field: 'workspace.memory', text });
  }
  const { sources, ...rest } = bag as CheckedWorkspace & { readonly sources?: readonly unknown[] };
  const plain = defined<Omit<CheckedWorkspace, 'sources'>>(rest);
  return sources === undefined ? plain : { ...plain, sources: checkSources(sources, file) };
}

/** The fields that are said, once they are checked. */
function defined<Bag extends object>(bag: object): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([, value]) => value !== undefined)) as Bag;
}

interface Place {
  readonly file: string;
  readonly field: string;
}

function checkSources(sources: readonly unknown[], file: string): readonly CompleteSource[] {
  const complete = sources.map((one, index) => {
    const place = { file, field: `workspace.sources[${index}]` };
    const bag = objectOf(one, place);
    checkFields(bag, OF_SOURCE, place);
    if (bag['name'] === undefined) {
      throw wrong({ file, field: `${place.field}.name` }, TEXT.expected, undefined);
    }
    return completeSource(bag as unknown as SourceConfig);
  });
  for (const [index, source] of complete.entries()) {
    for (const part of ['name', 'writeKey'] as const) {
      const first = complete.findIndex((one) => one[part] === source[part]);
      if (first === index) continue;
      const field = `workspace.sources[${index}].${part}`;
      const text = `${field} is that of workspace.sources[${first}] too: give each source its own.`;
      throw new ConfigError({ file, field, text });
    }
  }
  return complete;
}

function checkFields(bag: JsonObject, rules: Readonly<Record<string, Rule>>, place: Place): void {
  checkNames(bag, Object.keys(rules), place);
  for (const [name, { expected, isFine }] of Object.entries(rules)) {
    const value = bag[name];
    if (value === undefined || isFine(value)) continue;
    throw wrong({ ...place, field: `${place.field}.${name}` }, expected, value);
  }
}

function checkNames(bag: JsonObject, known: readonly string[], { file, field }: Place): void {
  for (const name of Object.keys(bag)) {
    if (known.includes(name)) continue;
    const whole = field === '' ? name : `${field}.${name}`;
    const text = `there is no field ${whole}, perhaps ${closest(name, [...known])} is meant. Known are ${known.join(', ')}.`;
    throw new ConfigError({ file, field: whole, text });
  }
}

function objectOf(value: unknown, place: Place): JsonObject {
  if (isJsonObject(value)) return value;
  throw wrong(place, 'an object', value);
}

function wrong({ file, field }: Place, expected: string, found: unknown): ConfigError {
  const subject = field === '' ? 'what it exports by default' : field;
  return new ConfigError({
    file,
    field,
    text: `${subject} must be ${expected}; found ${shown(found)}.`,
  });
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  const cut = text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
  return value === null ? 'null' : `the ${typeof value} ${cut}`;
}

function wholeNumber(min: number, max: number): Rule {
  return {
    expected: `a whole number from ${min} to ${max}`,
    isFine: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}
