import { type ConnectionSurroundings, connectionSurroundings } from '../connection.js';
import type { ProgressStream } from './progress.js';

/** What `waybill import` and `waybill replay` have around them, beside their terminal. */
export interface ImportSurroundings extends ConnectionSurroundings {
  readonly stderr: ProgressStream;
  /** The words behind `waybill`, as they were typed. */
  readonly typed: readonly string[];
  readonly nowMs: () => number;
  /** Calls back at the first SIGINT or SIGTERM, after which another one ends the process at once. Gives what takes it back. */
  onInterrupt(interrupt: () => void): () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The process and its streams. */
export function importSurroundings(): ImportSurroundings {
  return {
    ...connectionSurroundings(),
    stderr: process.stderr,
    typed: process.argv.slice(2),
    nowMs: Date.now,
    onInterrupt: (interrupt) => {
      const release = (): void => {
        // Without a listener, the next signal does what signals do.
        for (const signal of SIGNALS) process.off(signal, heard);
      };
      const heard = (): void => {
        release();
        interrupt();
      };
      for (const signal of SIGNALS) process.on(signal, heard);
      return release;
    },
  };
}
