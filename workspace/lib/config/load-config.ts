import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoadedPlan } from '../entry/source-plan.js';
import { type CheckedWorkspace, checkConfig } from './check-config.js';
import type { ClientConfig } from './config.js';
import { ConfigError } from './config-error.js';

/** A configuration, and where it comes from. */
export interface LoadedConfig {
  /** The file, or undefined where there is none and nothing is configured. */
  readonly file: string | undefined;
  readonly workspace: CheckedWorkspace;
  readonly client: ClientConfig;
}

const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'json'];

/**
 * Reads `waybill.config.ts`, `.mts`, `.js`, `.mjs` or `.json` in a folder, or the file that is named, seen from there. Every
 * field is checked; `folder` and plans come out as absolute paths, and sources with all that they leave out.
 *
 * @throws ConfigError that names the file and the field, where it can't be read or used.
 */
export async function loadConfig(folder: string, file?: string): Promise<LoadedConfig> {
  const path = file === undefined ? findFile(folder) : namedFile(folder, file);
  if (path === undefined) return { file: undefined, workspace: {}, client: {} };
  const name = nameOf(path, folder);
  const { workspace, client } = checkConfig(await readConfig(path, name), name);
  return { file: path, workspace: withPaths(workspace, dirname(path)), client };
}

/** Paths in a file are seen from its folder. */
function withPaths(checked: CheckedWorkspace, folder: string): CheckedWorkspace {
  const { folder: kept, plan, sources } = checked;
  const seen = (given: string | LoadedPlan): string | LoadedPlan =>
    typeof given === 'string' ? resolve(folder, given) : given;
  return {
    ...checked,
    ...(kept === undefined ? {} : { folder: resolve(folder, kept) }),
    ...(plan === undefined ? {} : { plan: seen(plan) }),
    ...(sources === undefined
      ? {}
      : {
          sources: sources.map((source) =>
            source.plan === undefined ? source : { ...source, plan: seen(source.plan) },
          ),
        }),
  };
}

function findFile(folder: string): string | undefined {
  const paths = ENDINGS.map((ending) => join(folder, `waybill.config.${ending}`)).filter(isFile);
  const [first, second] = paths;
  if (first === undefined || second === undefined) return first;
  const text = `${basename(second)} is there, too. Keep one of them, or name one with --config.`;
  throw new ConfigError({ file: basename(first), field: '', text });
}

function namedFile(folder: string, file: string): string {
  const path = resolve(folder, file);
  if (!isFile(path)) {
    throw new ConfigError({
      file,
      field: '',
      text: 'there is no such file. Name one that exists.',
    });
  }
  if (ENDINGS.some((ending) => path.endsWith(`.${ending}`))) return path;
  const text = `its name must end in ${ENDINGS.map((ending) => `.${ending}`).join(', ')}.`;
  throw new ConfigError({ file, field: '', text });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** As a person would say it: from the folder, where the file is in it. */
function nameOf(path: string, folder: string): string {
  const name = relative(resolve(folder), path);
  return name.startsWith('..') ? path : name;
}

async function readConfig(path: string, file: string): Promise<unknown> {
  try {
    // Byte order marks are what editors of Windows begin a file with, and JSON has none.
    if (path.endsWith('.json'))
      return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    return path.endsWith('ts') ? await importTypeScript(path) : await importJavaScript(path);
  } catch (error) {
    const text = `it can't be loaded: ${reasonOf(error)}`;
    throw new ConfigError({ file, field: '', text, cause: error });
  }
}

async function importJavaScript(path: string): Promise<unknown> {
  const loaded: { readonly default?: unknown } = await import(pathToFileURL(path).href);
  return loaded.default;
}

async function importTypeScript(path: string): Promise<unknown> {
  // It brings a compiler, which only this kind of file needs.
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    interopDefault: false,
    // What is built is taken as it is.
    nativeModules: ['@waybill/workspace', 'waybill'],
  });
  const loaded = await jiti.import<{ readonly default?: unknown }>(path);
  return loaded.default;
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().replace(/\.?$/, '.');
}
