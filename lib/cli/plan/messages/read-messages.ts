import { type Stats, statSync } from 'node:fs';
import { chunksOfFile, unpacked } from '../../../import/chunks.js';
import { type Terminal, UsageError } from '../../terminal.js';
import { LineReader, type LineReaderOptions } from './line-reader.js';
import type { Place } from './place.js';
import { type Message, Reading, type ReadingReport } from './reading.js';
import { segmentsIn } from './workspace-folder.js';
import { readWorkspaceUrl } from './workspace-url.js';

export interface ReadTask {
  /** Files; `-` for standard input; folders or addresses of workspaces. */
  readonly inputs: readonly string[];
  readonly terminal: Terminal;
  readonly onMessage: (message: Message, place: Place) => void;
  /** @default standard input of the process */
  readonly stdin?: AsyncIterable<Buffer>;
}

const ADDRESS = /^https?:\/\//i;
const BYTES_A_MEGABYTE = 1_000_000;

/**
 * Reads messages, one after another and in constant memory, and shows how far it is. What can't be used is counted, and does
 * not end it. @throws UsageError where something can't be read, or there is no message at all
 */
export async function readMessages(task: ReadTask): Promise<ReadingReport> {
  const { inputs, terminal, onMessage } = task;
  const reading = new Reading(onMessage);
  // All of them are looked for before the first is read: that may take a minute.
  const sources = inputs.map((input) => sourceOf(input, task));
  try {
    for (const read of sources) await read(reading);
  } finally {
    terminal.progress('');
  }
  return reading;
}

type ReadSource = (reading: Reading) => Promise<void>;

function sourceOf(input: string, { terminal, stdin = process.stdin }: ReadTask): ReadSource {
  const onProgress = (line: string): void => terminal.progress(line);
  if (ADDRESS.test(input)) {
    if (!URL.canParse(input)) throw new UsageError(`${input} is no address.`);
    return (reading) => readWorkspaceUrl({ address: input, reading, onProgress });
  }
  if (input === '-') {
    return (reading) =>
      readBytes({ name: 'standard input', reading }, { chunks: stdin, onProgress });
  }
  const stats = statOf(input);
  const paths = stats.isDirectory() ? segmentsIn(input) : [input];
  if (paths.length === 0) {
    throw new UsageError(
      `The folder ${input} has no log of a workspace. Name a file of messages, or the folder that waybill dev keeps them in (.waybill).`,
    );
  }
  return async (reading) => {
    for (const path of paths) {
      const bytesInAll = stats.isDirectory() ? undefined : stats.size;
      const options = { name: path, reading, isLog: stats.isDirectory() };
      await readBytes(options, { chunks: chunksOfFile(path), onProgress, bytesInAll });
    }
  };
}

function statOf(path: string): Stats {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined) return stats;
  throw new UsageError(
    `There is no file ${path}. Name a file of messages, - for standard input, or the folder or address of a workspace.`,
  );
}

interface Bytes {
  readonly chunks: AsyncIterable<Buffer>;
  readonly onProgress: (line: string) => void;
  readonly bytesInAll?: number | undefined;
}

async function readBytes(options: LineReaderOptions, bytes: Bytes): Promise<void> {
  const { name, reading } = options;
  const { onProgress, bytesInAll } = bytes;
  const lines = new LineReader(options);
  let done = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of bytes.chunks) {
      done += chunk.length;
      reading.bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    for await (const chunk of unpacked(counted())) {
      lines.push(chunk);
      const size = bytesInAll === undefined ? '' : ` of ${megabytes(bytesInAll)}`;
      onProgress(
        `${name}: ${megabytes(done)}${size} MB, ${lines.lines.toLocaleString('en')} lines`,
      );
    }
  } catch (error) {
    throw new UsageError(unreadable(name, lines.lines, error));
  }
  lines.end();
}

function megabytes(bytes: number): string {
  return (bytes / BYTES_A_MEGABYTE).toFixed(bytes < 10 * BYTES_A_MEGABYTE ? 1 : 0);
}

/** @throws what is no fault of the file */
function unreadable(name: string, lines: number, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === 'Z_BUF_ERROR') {
    return `${name} ends in the middle of its compressed data, after ${lines} lines. Get the whole file.`;
  }
  const what = code.startsWith('Z_') ? 'is no gzip that can be unpacked' : "can't be read";
  return `${name} ${what}, after ${lines} lines: ${message}.`;
}
