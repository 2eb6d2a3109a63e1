import { createInterface } from 'node:readline/promises';
import type { Clock } from '../../base/clock.js';
import { waitingClock } from './public-api/waiting-clock.js';

/** What `plan pull` and `plan push` have around them. */
export interface ApiCommandSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: () => number;
  /** Asks whoever sits at the terminal; undefined, where nobody does. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

export function surroundingsOfProcess(): ApiCommandSurroundings {
  const { env, stdin, stderr } = process;
  return {
    env,
    clock: waitingClock,
    random: Math.random,
    ask: stdin.isTTY && stderr.isTTY ? ask : undefined,
  };
}

async function ask(question: string): Promise<string> {
  // Results are on standard output, questions are none.
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}
