import { resolve } from 'node:path';
import { readConfiguration } from '../configuration.js';
import { shownPath } from './shown-path.js';
import type { Configured, StartOptions, WorkspacePackage } from './workspace-package.js';

/** What is used where neither a flag nor the configuration says. */
export const DEFAULTS = Object.freeze({
  port: 8765,
  host: '127.0.0.1',
  folder: '.waybill',
});

/** How a workspace is started, and where that is said. */
export interface Settings {
  readonly options: StartOptions;
  /** The configuration file, as a person would say it from the working folder; undefined where there is none. */
  readonly configFile: string | undefined;
}

export interface SettingsTask {
  /** What was typed. */
  readonly typed: Configured;
  /** The configuration file that was named, if any. */
  readonly file: string | undefined;
  /** The working folder. */
  readonly folder: string;
  readonly loadConfig: WorkspacePackage['loadConfig'];
}

/** Flags go before the configuration, and that before the defaults. @throws UsageError for a mistake in either. */
export async function readSettings(task: SettingsTask): Promise<Settings> {
  const { typed, folder, loadConfig } = task;
  const { file, workspace } = await readConfiguration({ folder, file: task.file, loadConfig });
  const configFile = file === undefined ? undefined : shownPath(file, folder);
  return { configFile, options: join({ typed, configured: workspace, folder }) };
}

interface Said {
  readonly typed: Configured;
  readonly configured: Configured;
  readonly folder: string;
}

function join(said: Said): StartOptions {
  const { typed, configured, folder } = said;
  const all = { ...configured, ...typed };
  // One that was typed takes the place of the other one in the file.
  const isInMemory = typed.folder === undefined && all.memory === true;
  return {
    port: all.port ?? DEFAULTS.port,
    host: all.host ?? DEFAULTS.host,
    ...(isInMemory ? {} : { folder: resolve(folder, all.folder ?? DEFAULTS.folder) }),
    strict: all.strict ?? false,
    ...(all.maxLogBytes === undefined ? {} : { maxLogBytes: all.maxLogBytes }),
    ...(all.maxMemoryBytes === undefined ? {} : { maxMemoryBytes: all.maxMemoryBytes }),
    ...(all.sources === undefined ? {} : { sources: all.sources }),
    ...planned(said),
  };
}

/** A plan that was typed takes the place of all that the file names. */
function planned({ typed, configured, folder }: Said): Pick<StartOptions, 'plan' | 'sources'> {
  if (typeof typed.plan !== 'string') {
    return configured.plan === undefined ? {} : { plan: configured.plan };
  }
  const sources = typed.sources ?? configured.sources;
  return {
    plan: resolve(folder, typed.plan),
    ...(sources === undefined
      ? {}
      : { sources: sources.map(({ plan: _plan, ...source }) => source) }),
  };
}
