import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Stage } from '../../support/stage.js';

/** How it ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly complaints: string;
}

export interface DevOptions {
  /** The working folder. */
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The built tool, or a copy of it. */
  readonly bin?: string;
  /** Another command than `dev`. */
  readonly command?: string;
}

const BIN = resolve('dist/cli.mjs');

/** `waybill dev`, or another command that goes on, in a process of its own, as its users get it: `npm run build` comes first. */
export class DevProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #watchers = new Set<() => void>();
  #out = '';
  #complaints = '';
  #hasEnded = false;

  private constructor(args: readonly string[], options: DevOptions) {
    const { cwd, environment, bin = BIN, command = 'dev' } = options;
    const child = spawn(process.execPath, [bin, command, ...args], {
      cwd,
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
      this.#look();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text;
      this.#look();
    });
    this.ended = new Promise((done, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.#hasEnded = true;
        this.#look();
        done({ code, signal, out: this.#out, complaints: this.#complaints });
      });
    });
  }

  /** Starts it; what is left of it after the spec is ended. */
  static start(stage: Stage, args: readonly string[], options: DevOptions): DevProcess {
    const started = new DevProcess(args, options);
    stage.onEnd(async () => {
      started.send('SIGKILL');
      await started.ended;
    });
    return started;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('It could not be started.');
    return this.#child.pid;
  }

  get out(): string {
    return this.#out;
  }

  /** Its address, once it tells one. */
  async url(): Promise<string> {
    const [, url = ''] = await this.said(/address +(http:\S+)/);
    return url;
  }

  /** Resolves once it writes this, on either stream; rejects if it ends without. */
  said(text: RegExp): Promise<RegExpExecArray> {
    return new Promise((hear, miss) => {
      const look = (): void => {
        const found = text.exec(this.#out) ?? text.exec(this.#complaints);
        if (found === null && !this.#hasEnded) return;
        this.#watchers.delete(look);
        if (found !== null) hear(found);
        else miss(new Error(`It ended without ${text}:\n${this.#out}${this.#complaints}`));
      };
      this.#watchers.add(look);
      look();
    });
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Stops reading what it writes, as `head` does. */
  stopReading(): void {
    this.#child.stdout?.destroy();
  }

  #look(): void {
    for (const look of [...this.#watchers]) look();
  }
}

/** Sends messages as any HTTP client does. Gives the status. */
export async function post(
  url: string,
  ...batch: readonly Readonly<Record<string, unknown>>[]
): Promise<number> {
  const response = await fetch(new URL('/v1/batch', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ writeKey: 'dev-default', batch }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** A message that is taken; say what is to be different. */
export function aMessage(given: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { type: 'track', event: 'Order Completed', userId: 'ada', properties: {}, ...given };
}
