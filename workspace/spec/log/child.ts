import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A program of `programs/` in a process of its own, which says things in lines. */
export class Child {
  readonly lines: string[] = [];
  readonly ended: Promise<unknown>;
  readonly #process: ChildProcess;
  readonly #awaited: { readonly count: number; readonly tell: () => void }[] = [];
  #stderr = '';

  /** `wrapper` is a shell script that ends with `exec "$@"`, for limits that the program is to run under. */
  constructor(program: readonly string[], wrapper?: readonly string[]) {
    const [command = '', ...args] = [...(wrapper ?? []), ...program];
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process = child;
    // A line that SIGKILL broke off is no line: only what has its end was said.
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#heard(line));
    this.ended = once(child, 'close').then(() => {
      for (const { tell } of this.#awaited) tell();
    });
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('The program could not be started.');
    return this.#process.pid;
  }

  /** Resolves with the line of that place once it was said. */
  async line(place: number): Promise<string> {
    if (this.lines.length <= place) {
      await new Promise<void>((tell) => {
        this.#awaited.push({ count: place + 1, tell });
      });
    }
    const line = this.lines[place];
    if (line === undefined) throw new Error(`The program ended too early. ${this.#stderr}`);
    return line;
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.ended;
  }

  #heard(line: string): void {
    this.lines.push(line);
    for (const { count, tell } of this.#awaited) if (count <= this.lines.length) tell();
  }
}

/** The command that runs a TypeScript program. */
export function commandOf(program: URL, ...args: readonly string[]): string[] {
  return [process.execPath, '--import', 'tsx', fileURLToPath(program), ...args];
}
