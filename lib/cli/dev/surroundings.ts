import { openPage } from './open-page.js';
import { loadWorkspacePackage, type WorkspacePackage } from './workspace-package.js';

/** What the command has around it, beside its terminal. */
export interface Surroundings {
  /** The working folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** How wide that terminal is; undefined, where it is none. */
  readonly columns: number | undefined;
  loadPackage(folder: string, need?: string): Promise<WorkspacePackage>;
  /** Opens a page in a browser. */
  open(url: string, onFailure: () => void): void;
  /**
   * Resolves once somebody wants an end: by SIGINT or SIGTERM, after which a second one ends the process at once; where
   * `stop.withReader` is set, by going away from standard output too.
   */
  untilStopped(stop: { readonly withReader: boolean }): Promise<void>;
  /** How long the process runs, in milliseconds. */
  upMs(): number;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The process and its streams. */
export function surroundingsOfProcess(): Surroundings {
  const { env: environment, platform, stdout } = process;
  return {
    folder: process.cwd(),
    environment,
    isTerminal: stdout.isTTY,
    columns: stdout.isTTY ? stdout.columns : undefined,
    loadPackage: loadWorkspacePackage,
    open: (url, onFailure) => openPage({ url, platform, environment, onFailure }),
    untilStopped: ({ withReader }) =>
      new Promise((resolve) => {
        const stop = (): void => {
          // Without a listener, the next signal does what signals do.
          for (const signal of SIGNALS) process.off(signal, stop);
          resolve();
        };
        for (const signal of SIGNALS) process.on(signal, stop);
        if (withReader) stdout.once('error', stop);
      }),
    upMs: () => performance.now(),
  };
}
