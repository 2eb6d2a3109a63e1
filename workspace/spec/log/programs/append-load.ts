// Appends numbered lines until it is killed, and prints every number whose append has resolved.
import { writeSync } from 'node:fs';
import { openLog } from '../../../lib/log/log.js';

const [folder = '', first = '0'] = process.argv.slice(2);
const CALLS_AT_A_TIME = 8;
const MAX_LINES_A_CALL = 20;

const log = await openLog({ folder, address: '', segmentBytes: 200_000, syncMs: 5 });
let next = Number(first);

async function appendForever(): Promise<never> {
  for (;;) {
    const count = 1 + (next % MAX_LINES_A_CALL);
    const numbers = Array.from({ length: count }, (_, index) => next + index);
    next += count;
    await log.append(numbers.map((n) => JSON.stringify({ n, text: 'é'.repeat(100 + (n % 300)) })));
    writeSync(1, `${numbers.join('\n')}\n`);
  }
}

await Promise.all(Array.from({ length: CALLS_AT_A_TIME }, appendForever));
