/** A mistake of whoever typed the command: its text says what was found and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Where a command writes. */
export interface Terminal {
  /** How wide standard output is; undefined, where it is no terminal. */
  readonly columns?: number | undefined;
  /** The result, on standard output. */
  write(text: string): void;
  /** What went wrong, on standard error. */
  complain(text: string): void;
  /** A line that takes the place of the one before, an empty one to end; nothing, where nobody watches. */
  progress(line: string): void;
}

export interface TerminalParts {
  readonly stdout: NodeJS.WritableStream & { readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly nowMs: () => number;
}

/** Progress is not shown more often. */
const PROGRESS_INTERVAL_MS = 100;

/** A terminal over two streams. A reader that goes away, as `head` does, is no fault. */
export function terminalOf({ stdout, stderr, nowMs }: TerminalParts): Terminal {
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  let shown = '';
  let nextMs = 0;
  return {
    columns: stdout.columns,
    write: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    progress: (line) => {
      if (stderr.isTTY !== true || (line === '' ? shown === '' : nowMs() < nextMs)) return;
      stderr.write(`\r${line.padEnd(shown.length)}${line === '' ? '\r' : ''}`);
      shown = line;
      nextMs = nowMs() + PROGRESS_INTERVAL_MS;
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
