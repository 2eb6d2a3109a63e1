import type { ImportFormat } from '../../import/read-options.js';
import type { ConnectionFlags } from '../connection.js';
import { type Terminal, UsageError } from '../terminal.js';
import { foundSources, openSources } from './found-sources.js';
import { readMapping } from './read-mapping.js';
import { resumptionOf } from './resumption.js';
import { type ReportedFlags, sendAndReport } from './send-and-report.js';
import { type ImportSurroundings, importSurroundings } from './surroundings.js';
import { targetOf } from './target.js';

export interface ImportFlags extends ConnectionFlags, ReportedFlags {
  readonly format?: ImportFormat;
  readonly map?: string;
  readonly deadLetters?: string;
  /** False for `--no-checkpoint`. */
  readonly checkpoint?: string | boolean;
  readonly resume?: boolean;
}

export interface ImportTask {
  readonly inputs: readonly string[];
  readonly flags: ImportFlags;
  readonly terminal: Terminal;
  readonly surroundings?: ImportSurroundings;
}

/** Sends what is in files, and keeps how far it is. Gives the exit code. @throws UsageError */
export async function importFiles(task: ImportTask): Promise<number> {
  const { inputs, flags, terminal, surroundings = importSurroundings() } = task;
  const { dryRun = false, resume = false, checkpoint, format, map } = flags;
  if (dryRun && resume) {
    throw new UsageError(
      'A dry run sends nothing, so there is nothing to go on with. Leave out --dry-run or --resume.',
    );
  }
  const connection = await targetOf(flags, surroundings);
  const resumption = resumptionOf({
    sources: foundSources(inputs),
    checkpoint: dryRun ? false : checkpointOf(checkpoint),
    isResumed: resume,
    connection,
  });
  const { records, bytes } = openSources(resumption, {
    inputs,
    format,
    mapping: map === undefined ? undefined : readMapping(map),
  });
  return sendAndReport({
    verb: 'Imported',
    flags,
    connection,
    resumption,
    records,
    bytes,
    deadLetters: { path: flags.deadLetters, isLazy: false },
    terminal,
    surroundings,
  });
}

/** Commander says true, where only `--no-checkpoint` could have said something. */
function checkpointOf(flag: string | boolean | undefined): string | false | undefined {
  return flag === true ? undefined : flag;
}
