import type { Terminal } from '../terminal.js';

/** What a command of `waybill plan` is given. */
export interface PlanCommandContext {
  readonly terminal: Terminal;
  /** Says how the process ends; 0, where nothing does. */
  readonly exitWith: (code: number) => void;
}
