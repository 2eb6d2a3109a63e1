import type { FoundSource } from '../../import/find-sources.js';
import type { ConnectionFlags } from '../connection.js';
import type { Terminal } from '../terminal.js';
import { foundSources, openSources } from './found-sources.js';
import { resumptionOf } from './resumption.js';
import { type ReportedFlags, sendAndReport } from './send-and-report.js';
import { type ImportSurroundings, importSurroundings } from './surroundings.js';
import { targetOf } from './target.js';

export interface ReplayFlags extends ConnectionFlags, ReportedFlags {
  readonly deadLetters?: string;
}

export interface ReplayTask {
  readonly inputs: readonly string[];
  readonly flags: ReplayFlags;
  readonly terminal: Terminal;
  readonly surroundings?: ImportSurroundings;
}

/** Sends the messages of dead letters again. Gives the exit code. @throws UsageError */
export async function replayFiles(task: ReplayTask): Promise<number> {
  const { inputs, flags, terminal, surroundings = importSurroundings() } = task;
  const sources = foundSources(inputs);
  const connection = await targetOf(flags, surroundings);
  // There is no checkpoint: what is sent twice carries the same id, and dead letters are few.
  const resumption = resumptionOf({ sources, checkpoint: false, isResumed: false, connection });
  const { records, bytes } = openSources(resumption, { inputs, format: 'ndjson' });
  return sendAndReport({
    verb: 'Replayed',
    flags,
    connection,
    resumption,
    records,
    bytes,
    deadLetters: { path: deadLettersOf(flags, sources), isLazy: flags.deadLetters === undefined },
    terminal,
    surroundings,
  });
}

/** What fails again is kept in any case, unless nothing is sent. */
function deadLettersOf(
  { deadLetters, dryRun }: ReplayFlags,
  [first]: readonly FoundSource[],
): string | undefined {
  if (deadLetters !== undefined || dryRun === true) return deadLetters;
  return first?.path === undefined ? 'dead-letters.again' : `${first.path}.again`;
}
