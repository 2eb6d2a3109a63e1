import type { DevFlags } from '../../../lib/cli/dev/flags.js';
import { dev } from '../../../lib/cli/dev.js';
import type { Stand } from './a-workspace.js';

export interface Running {
  readonly ended: Promise<number>;
  out(): string;
  complaints(): string;
}

/** Runs the command in a stand. */
export function run(stand: Stand, flags: DevFlags = {}): Running {
  const written = { out: '', complaints: '' };
  const terminal = {
    write: (text: string) => {
      written.out += text;
    },
    complain: (text: string) => {
      written.complaints += text;
    },
    progress: () => undefined,
  };
  const ended = dev({ flags, terminal, surroundings: stand.surroundings });
  return { ended, out: () => written.out, complaints: () => written.complaints };
}

/** Runs it until it has started, and ends it. */
export async function ran(
  stand: Stand,
  flags: DevFlags = {},
): Promise<Running & { exitCode: number }> {
  stand.stop();
  const running = run(stand, flags);
  return { ...running, exitCode: await running.ended };
}
