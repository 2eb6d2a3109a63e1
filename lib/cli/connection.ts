import { ValidationError } from '../base/errors.js';
import { DEFAULTS } from '../client/defaults.js';
import { endpointUrl, hasControlCharacter } from '../client/endpoint-url.js';
import { configurationIn, readConfiguration } from './configuration.js';
import { shownPath } from './dev/shown-path.js';
import { StartError } from './dev/start-error.js';
import {
  type ConfiguredClient,
  loadWorkspacePackage,
  type WorkspacePackage,
} from './dev/workspace-package.js';
import { UsageError } from './terminal.js';

/** The options that `addConnectionOptions` gives a command. */
export interface ConnectionFlags {
  readonly writeKey?: string;
  readonly host?: string;
  readonly path?: string;
  /** The configuration file, in the place of that of the working folder. */
  readonly config?: string;
}

export interface ConnectionSurroundings {
  /** The working folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Loads what reads a configuration file, where there is one to read. @throws StartError */
  loadReader(folder: string, need: string): Promise<Pick<WorkspacePackage, 'loadConfig'>>;
}

/** Something that was said, and where. */
export interface Setting {
  readonly value: string;
  /** As a person would say it: `--host`, `WAYBILL_HOST`, `client.host in waybill.config.ts` or `default`. */
  readonly origin: string;
}

/** Where a command sends to, checked, and where each part was said. */
export interface Connection {
  readonly writeKey: string;
  readonly host: string;
  readonly path: string;
  readonly origins: Readonly<Record<Part, string>>;
}

export type FoundConnection = Readonly<Record<Part, Setting>>;
export type PartialConnection = Omit<FoundConnection, 'writeKey'> & {
  /** Undefined, where nobody says it. */
  readonly writeKey: Setting | undefined;
};

type Part = 'writeKey' | 'host' | 'path';

const FLAGS = { writeKey: '--write-key', host: '--host', path: '--path' } as const;
const VARIABLES = {
  writeKey: 'WAYBILL_WRITE_KEY',
  host: 'WAYBILL_HOST',
  path: 'WAYBILL_PATH',
} as const;
const PARTS = ['writeKey', 'host', 'path'] as const;

/** The process, for {@link resolveConnection}. */
export function connectionSurroundings(): ConnectionSurroundings {
  return {
    folder: process.cwd(),
    environment: process.env,
    loadReader: loadWorkspacePackage,
  };
}

/**
 * Where a command sends to: what a flag says, else the environment, else the configuration file, else the default. The file
 * is read only where one of the three parts is said nowhere else.
 *
 * @throws UsageError for a part that can't be used, and for a write key that is said nowhere. It never repeats the key.
 */
export async function resolveConnection(
  flags: ConnectionFlags,
  surroundings: ConnectionSurroundings = connectionSurroundings(),
): Promise<Connection> {
  const { writeKey, host, path } = await findConnection(flags, surroundings);
  if (writeKey === undefined) throw missingKey(surroundings);
  return {
    writeKey: writeKey.value,
    host: host.value,
    path: path.value,
    origins: { writeKey: writeKey.origin, host: host.origin, path: path.origin },
  };
}

/** The same for a command that can do without a write key. @throws UsageError for a part that can't be used */
export async function findConnection(
  flags: ConnectionFlags,
  surroundings: ConnectionSurroundings,
): Promise<PartialConnection> {
  const said = await settingsOf(flags, surroundings);
  const host = said.host ?? { value: DEFAULTS.host, origin: 'default' };
  const path = said.path ?? { value: DEFAULTS.path, origin: 'default' };
  if (said.writeKey !== undefined) checkKey(said.writeKey);
  checkEndpoint(host, path);
  return { writeKey: said.writeKey, host, path };
}

/** A write key as it may be shown. */
export function maskedKey(writeKey: string): string {
  const shownChars = 4;
  const isLong = writeKey.length >= 4 * shownChars;
  return isLong ? `***${writeKey.slice(-shownChars)}` : '***';
}

type Said = Readonly<Partial<Record<Part, Setting>>>;

async function settingsOf(
  flags: ConnectionFlags,
  surroundings: ConnectionSurroundings,
): Promise<Said> {
  const { environment, folder } = surroundings;
  const typed = settings((part) => {
    if (flags[part] === '') throw new UsageError(`${FLAGS[part]} is empty.`);
    return { value: flags[part], origin: FLAGS[part] };
  });
  // A variable that is empty is one that is not set: so does a secret look that a build can't see.
  const set = settings((part) => ({
    value: environment[VARIABLES[part]] || undefined,
    origin: VARIABLES[part],
  }));
  const said = { ...set, ...typed };
  if (flags.config === undefined && PARTS.every((part) => said[part] !== undefined)) return said;
  const { file, client = {} } = await configured(flags.config, surroundings);
  const written = settings((part) => ({
    value: client[part],
    origin: `client.${part} in ${file === undefined ? '' : shownPath(file, folder)}`,
  }));
  return { ...written, ...said };
}

function settings(
  of: (part: Part) => { readonly value: string | undefined; readonly origin: string },
): Said {
  const all = PARTS.flatMap((part) => {
    const { value, origin } = of(part);
    return value === undefined ? [] : [[part, { value, origin }] as const];
  });
  return Object.fromEntries(all);
}

interface ClientOfFile {
  readonly file: string | undefined;
  readonly client?: ConfiguredClient;
}

async function configured(
  named: string | undefined,
  { folder, loadReader }: ConnectionSurroundings,
): Promise<ClientOfFile> {
  const file = named ?? configurationIn(folder);
  if (file === undefined) return { file: undefined };
  try {
    const { loadConfig } = await loadReader(folder, `Reading ${file}`);
    return await readConfiguration({ folder, file: named, loadConfig });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const without = `Or say ${Object.values(FLAGS).join(', ')}, and it is not read.`;
    throw new UsageError(`${error.message}. ${named === undefined ? without : ''}`.trim());
  }
}

function checkKey({ value, origin }: Setting): void {
  if (hasControlCharacter(value) || value.trim() !== value) {
    throw new UsageError(
      `The write key of ${origin} has white space or a control character at its end, its start or in it. Take that out.`,
    );
  }
}

function checkEndpoint(host: Setting, path: Setting): void {
  try {
    endpointUrl(host.value, path.value);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const { origin } = error.field === 'host' ? host : path;
    throw new UsageError(`${origin} must be ${error.expected}; found ${error.found}.`);
  }
}

function missingKey({ environment }: ConnectionSurroundings): UsageError {
  const isEmpty = environment[VARIABLES.writeKey] === '';
  const found = isEmpty ? `${VARIABLES.writeKey} is set, and empty` : 'There is no write key';
  return new UsageError(
    `${found}. Say it by one of
  ${FLAGS.writeKey} KEY
  ${VARIABLES.writeKey}=KEY in the environment
  client: { writeKey: 'KEY' } in waybill.config.ts (or .mts, .js, .mjs, .json)
Segment shows it in the settings of the source; waybill dev takes any.`,
  );
}
