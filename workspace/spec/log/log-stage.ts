import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, type LogOptions, openLog } from '../../lib/log/log.js';

/** Temporary folders and the logs in them, which end with the spec. */
export class LogStage {
  readonly #folders: string[] = [];
  readonly #logs: Log[] = [];

  /** A folder that is there, and empty. */
  async emptyFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'waybill-log-'));
    this.#folders.push(folder);
    return folder;
  }

  /** A folder for a log, which isn't there yet. */
  async newFolder(): Promise<string> {
    return join(await this.emptyFolder(), '.waybill');
  }

  async open(folder: string, options: Partial<LogOptions> = {}): Promise<Log> {
    const log = await openLog({ address: '', ...options, folder });
    this.#logs.push(log);
    return log;
  }

  async end(): Promise<void> {
    const folders = this.#folders.splice(0);
    try {
      await Promise.all(this.#logs.splice(0).map((log) => log.close()));
    } finally {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    }
  }
}

/** Lines of JSON with these numbers. */
export function linesOf(...numbers: readonly number[]): string[] {
  return numbers.map((n) => JSON.stringify({ n }));
}

/** Every line that a log keeps. */
export async function readAll(log: Log): Promise<string[]> {
  const lines: string[] = [];
  await log.read((line) => lines.push(line));
  return lines;
}

/** The numbers of every line that a log keeps. */
export async function readNumbers(log: Log): Promise<number[]> {
  return (await readAll(log)).map((line) => (JSON.parse(line) as { readonly n: number }).n);
}

/** The paths of the segments, oldest first. */
export async function segmentsOf(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'log'));
  return names.sort().map((name) => join(folder, 'log', name));
}

/** What is in the segments. */
export async function contentsOf(folder: string): Promise<string[]> {
  const paths = await segmentsOf(folder);
  return Promise.all(paths.map((path) => readFile(path, 'utf8')));
}
