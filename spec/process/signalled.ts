import { expect } from '@jest/globals';
import { Program } from '../support/program.js';
import type { Service } from '../support/service.js';
import type { Stage } from '../support/stage.js';

/** Nothing but a signal makes these clients send. */
export const PATIENT = { flushAt: 1_000, flushInterval: 3_600_000 };

/** What a program does, beside having clients whose calls wait. */
export interface Wanted {
  readonly clients?: number;
  readonly calls?: number;
  readonly timeout?: number;
  readonly listens?: 'on' | 'once' | 'nest' | 'signalExit';
  readonly repeats?: boolean;
  readonly raises?: string;
  readonly disposes?: boolean;
  readonly closes?: number;
  readonly before?: 'calling' | 'failing' | 'silent';
}

/** A program with clients whose calls wait. Resolves when it listens to signals. */
export async function started(
  { stage, service }: { readonly stage: Stage; readonly service: Service },
  wanted: Wanted = {},
): Promise<Program> {
  const args = [JSON.stringify(wanted)];
  const program = Program.start(stage, 'handle-signals.mjs', { service, options: PATIENT, args });
  await program.said('running');
  return program;
}

export function idsAt(service: Service): number {
  return new Set(service.messages.map(({ messageId }) => messageId)).size;
}

/** How a program ends that nobody else keeps from it. Exit was not called. */
export function endedBy(signal: NodeJS.Signals): unknown {
  const stdout = expect.not.stringContaining('exit-called');
  return expect.objectContaining({ code: null, signal, stderr: '', stdout });
}
