import { readdirSync } from 'node:fs';
import { systemCode } from './dev/system-code.js';
import type { LoadedConfig, WorkspacePackage } from './dev/workspace-package.js';
import { UsageError } from './terminal.js';

export interface ConfigurationTask {
  /** Where the file is looked for. */
  readonly folder: string;
  /** The file that was named, if any. */
  readonly file: string | undefined;
  readonly loadConfig: WorkspacePackage['loadConfig'];
}

/** What the configuration file says; nothing, where there is none. @throws UsageError for a mistake in it */
export async function readConfiguration(task: ConfigurationTask): Promise<LoadedConfig> {
  try {
    return await task.loadConfig(task.folder, task.file);
  } catch (error) {
    // By its code and not by its class: the package may have been loaded twice.
    if (error instanceof Error && systemCode(error) === 'invalid-config') {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

const NAME = /^waybill\.config\.(?:ts|mts|js|mjs|json)$/;

/** A configuration file in a folder, if there is one: what reads it is large, and loaded for one that is there. */
export function configurationIn(folder: string): string | undefined {
  return readdirSync(folder).find((name) => NAME.test(name));
}
