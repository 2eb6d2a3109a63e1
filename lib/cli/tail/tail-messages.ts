import { paintFor } from '../dev/colours.js';
import { followLive } from '../dev/live.js';
import type { Found } from '../dev/running.js';
import { StartError } from '../dev/start-error.js';
import { type Surroundings, surroundingsOfProcess } from '../dev/surroundings.js';
import { tailLine } from '../dev/tail-line.js';
import type { Terminal } from '../terminal.js';
import { filterOf } from './filter.js';
import { findRunning } from './find-address.js';
import type { TailFlags } from './flags.js';

export interface TailTask {
  readonly address: string | undefined;
  readonly flags: TailFlags;
  readonly terminal: Terminal;
  readonly surroundings?: Surroundings;
}

/** Shows what a workspace receives until it is told to end. Gives the exit code. @throws UsageError */
export async function tail(task: TailTask): Promise<number> {
  const { address, flags, terminal, surroundings = surroundingsOfProcess() } = task;
  const isWanted = filterOf(flags);
  try {
    const found = await findRunning({ address, config: flags.config, surroundings });
    warnOfSources(found, flags, terminal);
    await follow(found, { ...task, surroundings }, isWanted);
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    terminal.complain(`error: ${error.message}\n`);
    return 1;
  }
}

async function follow(
  { url }: Found,
  { flags, terminal, surroundings }: Required<TailTask>,
  isWanted: ReturnType<typeof filterOf>,
): Promise<void> {
  const paint = paintFor(surroundings);
  const { columns } = surroundings;
  const stopping = new AbortController();
  const stopped = surroundings.untilStopped({ withReader: true }).then(() => stopping.abort());
  const ended = followLive({
    url,
    signal: stopping.signal,
    onOpen: () => {
      if (flags.quiet !== true) terminal.complain(`Watching ${url} until Ctrl+C.\n`);
    },
    onEntries: (entries) => {
      const lines = entries
        .filter(isWanted)
        .map((entry) =>
          flags.json === true ? JSON.stringify(entry) : tailLine(entry, paint, columns),
        );
      if (lines.length > 0) terminal.write(`${lines.join('\n')}\n`);
    },
  });
  await Promise.race([stopped, ended]);
  if (!stopping.signal.aborted) throw new StartError(`the workspace at ${url} has ended.`);
}

/** A name that is mistyped would be waited for in vain. */
function warnOfSources({ sources }: Found, { source = [] }: TailFlags, terminal: Terminal): void {
  const names = sources.map(({ name }) => name);
  for (const name of source.filter((one) => !names.includes(one))) {
    terminal.complain(`warning: there is no source ${name}. There are ${names.join(', ')}.\n`);
  }
}
