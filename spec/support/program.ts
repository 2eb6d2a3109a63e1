import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Stage } from './stage.js';

/** How a program ended, and all that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Which service the program's client sends to. */
  readonly service: { readonly url: string };
  /** Further options of the program's client. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** What else the program is told. */
  readonly args?: readonly string[];
}

interface Awaited {
  readonly word: string;
  readonly hear: (value: unknown) => void;
  readonly miss: (error: Error) => void;
}

/** A program of `spec/fixtures/programs` in a process of its own. What it says are lines of a word and a JSON value. */
export class Program {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #said = new Map<string, unknown>();
  #awaited: Awaited[] = [];
  #stdout = '';
  #stderr = '';
  #hasEnded = false;

  private constructor(name: string, { service, options = {}, args = [] }: ProgramOptions) {
    const path = fileURLToPath(new URL(`../fixtures/programs/${name}`, import.meta.url));
    const child = spawn(process.execPath, [path, ...args], {
      env: { SERVICE_URL: service.url, CLIENT_OPTIONS: JSON.stringify(options) },
      stdio: 'pipe',
    });
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#heard(line));
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        this.#hasEnded = true;
        for (const { word, miss } of this.#awaited) miss(this.#missing(word));
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  /** Starts a program; what is left of it after the spec is ended. */
  static start(stage: Stage, name: string, options: ProgramOptions): Program {
    const program = new Program(name, options);
    stage.onEnd(async () => {
      program.send('SIGKILL');
      await program.ended;
    });
    return program;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The program could not be started.');
    return this.#child.pid;
  }

  /** Resolves with the value that the program says with this word; rejects if it ends without it. */
  said(word: string): Promise<unknown> {
    if (this.#said.has(word)) return Promise.resolve(this.#said.get(word));
    if (this.#hasEnded) return Promise.reject(this.#missing(word));
    return new Promise((hear, miss) => {
      this.#awaited.push({ word, hear, miss });
    });
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Ends the program's standard input, on which some programs wait. */
  endInput(): void {
    this.#child.stdin?.end();
  }

  #heard(line: string): void {
    this.#stdout += `${line}\n`;
    const [, word, json] = /^([\w-]+) (.*)$/.exec(line) ?? [];
    if (word === undefined || json === undefined) return;
    const value: unknown = JSON.parse(json);
    this.#said.set(word, value);
    const met = this.#awaited.filter((one) => one.word === word);
    this.#awaited = this.#awaited.filter((one) => one.word !== word);
    for (const { hear } of met) hear(value);
  }

  #missing(word: string): Error {
    return new Error(`The program ended without saying ${word}. It wrote:\n${this.#stderr}`);
  }
}
