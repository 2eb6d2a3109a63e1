// Appends until it is refused, makes room, appends once more, and prints what happened and what is there after reopening.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, openLog } from '../../../lib/log/log.js';
import { LogError } from '../../../lib/log/log-error.js';

/** What the program prints. */
export interface Filled {
  readonly code: string;
  readonly message: string;
  /** How many lines were acknowledged before one wasn't. */
  readonly acknowledged: number;
  /** What the segment ended with right after the refusal. */
  readonly end: string;
  /** Numbers that are there after reopening; the line that was appended at last has -1. */
  readonly numbers: readonly number[];
  readonly damaged: number;
  readonly tornBytes: number;
}

const [folder = '', filler = ''] = process.argv.slice(2);
const LINES_A_CALL = 10;
const MAX_CALLS = 1_000;

async function fill(log: Log): Promise<{ error: LogError; acknowledged: number }> {
  for (let call = 0; call < MAX_CALLS; call += 1) {
    const first = call * LINES_A_CALL;
    const numbers = Array.from({ length: LINES_A_CALL }, (_, index) => first + index);
    try {
      await log.append(numbers.map((n) => JSON.stringify({ n, text: 'x'.repeat(1_000) })));
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      return { error, acknowledged: first };
    }
  }
  throw new Error('It was never refused.');
}

const log = await openLog({ folder, address: '' });
const { error, acknowledged } = await fill(log);
const end = (await readFile(join(folder, 'log', '00000001.ndjson'), 'utf8')).slice(-4);
if (filler !== '') await rm(filler);
await log.append([JSON.stringify({ n: -1 })]);
await log.close();

const reopened = await openLog({ folder, address: '' });
const numbers: number[] = [];
const { damaged, tornBytes } = await reopened.read((_, value) => {
  numbers.push((value as { readonly n: number }).n);
});
await reopened.close();
const { code, message } = error;
const filled: Filled = { code, message, acknowledged, end, numbers, damaged, tornBytes };
console.log(JSON.stringify(filled));
