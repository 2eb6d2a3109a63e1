import { readFileSync, statSync } from 'node:fs';
import { VERSION } from '../message/version.js';
import { exportedNames } from './migrate/check-exports.js';
import { migrateFolder } from './migrate/migrate-folder.js';
import { reportJson } from './migrate/report-json.js';
import { reportText } from './migrate/report-text.js';
import { summarise } from './migrate/summary.js';
import { type Terminal, UsageError } from './terminal.js';

export interface MigrateOptions {
  readonly write?: boolean;
  readonly json?: boolean;
}

export interface MigrateTask {
  readonly folder: string;
  readonly options: MigrateOptions;
  readonly terminal: Terminal;
  /** Waybill's entry point or its declarations, which say what it exports. */
  readonly declarations: URL;
}

/** Moves a code base to Waybill, or says what that takes. Gives the exit code. @throws UsageError */
export function migrate({ folder, options, terminal, declarations }: MigrateTask): number {
  checkFolder(folder);
  const mode = options.write ? 'write' : 'list';
  const migration = migrateFolder({
    folder,
    mode,
    version: VERSION,
    offers: exportedNames(readFileSync(declarations, 'utf8')),
    onProgress: (done, all) => terminal.progress(`${done} of ${all} files`),
  });
  terminal.progress('');
  const { findings } = migration;
  const summary = summarise(migration);
  const report = { version: VERSION, folder, mode, findings, summary } as const;
  terminal.write(options.json ? reportJson(report) : reportText(report));
  return summary.left === 0 ? 0 : 1;
}

function checkFolder(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UsageError(`There is no folder ${folder}. Name the one that has your sources.`);
  }
  if (!stats.isDirectory()) {
    throw new UsageError(`${folder} is no folder. Name the one that it is in.`);
  }
}
