import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Service } from '../support/service.js';
import type { Stage } from '../support/stage.js';

// The tool as its users get it: `npm run build` comes first.
const BIN = resolve('dist/cli.mjs');

/** How `waybill` ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What was complained of so far. */
  readonly stderr: () => string;
}

/** A folder with files to import, and the command in it. */
export class ImportPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'waybill-import-'));
  readonly #stage: Stage;
  readonly #service: Service;

  constructor(stage: Stage, service: Service) {
    this.#stage = stage;
    this.#service = service;
    stage.onEnd(() => rmSync(this.folder, { recursive: true }));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The values of a file of NDJSON. */
  lines(name: string): readonly Readonly<Record<string, unknown>>[] {
    const lines = this.read(name).split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  }

  /** Starts `waybill`, with the service and a key in its environment. */
  start(args: readonly string[], { input = '' } = {}): Started {
    const env = {
      ...process.env,
      WAYBILL_WRITE_KEY: 'a-write-key',
      WAYBILL_HOST: this.#service.url,
      NO_COLOR: '1',
    };
    const child = spawn(process.execPath, [BIN, ...args], { cwd: this.folder, env });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const ended = new Promise<Ended>((done) => {
      child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
    });
    this.#stage.onEnd(async () => {
      child.kill('SIGKILL');
      await ended;
    });
    return { child, ended, stderr: () => stderr };
  }

  run(args: readonly string[], options: { readonly input?: string } = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }
}

/** Events without ids, numbered from 1, a line each. */
export function eventLines(count: number, extra = ''): string {
  const lines = Array.from({ length: count }, (_, index) => eventLine(index + 1, extra));
  return lines.join('');
}

export function eventLine(number: number, extra = ''): string {
  const timestamp = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString();
  const properties = { number, extra };
  return `${JSON.stringify({ type: 'track', userId: 'u', event: 'Seen', timestamp, properties })}\n`;
}

/** What a service received: the ids under which each number came, and how often it came. */
export function receivedBy(service: Service): {
  readonly numbers: readonly number[];
  readonly ids: ReadonlyMap<number, ReadonlySet<string>>;
} {
  const ids = new Map<number, Set<string>>();
  const numbers: number[] = [];
  for (const { messageId, ...message } of service.messages) {
    const { number } = message['properties'] as { readonly number: number };
    numbers.push(number);
    ids.set(number, (ids.get(number) ?? new Set()).add(messageId));
  }
  return { numbers, ids };
}

/** Which numbers to `count` are missing, and which came under more than one id. */
export function wrongWith(service: Service, count: number): readonly string[] {
  const { ids } = receivedBy(service);
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => {
    const own = ids.get(number);
    if (own === undefined) return [`${number} is missing`];
    return own.size === 1 ? [] : [`${number} has ${own.size} ids`];
  });
}
