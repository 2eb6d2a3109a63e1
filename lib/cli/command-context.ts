import type { Terminal } from './terminal.js';

/** What a command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Says how the process ends; 0, where nothing does. */
  readonly exitWith: (code: number) => void;
}
