/**
 * `npm start`: a workspace with a shop's traffic flowing, which is held to the shop's plan, until Ctrl+C. `--port` says where (8765 if it isn't given), `--pace` how
 * many requests a second the shoppers make (2), and `--requests` after how many they stop.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startWorkspace } from '@waybill/workspace';
import { Door } from './door.js';
import { ShopProcess } from './shop-process.js';
import { visitOf } from './shopper.js';

const { port, pace, requests } = readArguments();
const ending = new AbortController();
process.once('SIGINT', () => ending.abort());
process.once('SIGTERM', () => ending.abort());

const plan = fileURLToPath(new URL('plan.yaml', import.meta.url));
const workspace = await startWorkspace({ port, folder: '.waybill', plan });
const shop = new ShopProcess({ endpoint: workspace.url, isDisabled: false });
try {
  await shop.listening();
  print(`The workspace is at ${workspace.pageUrl}`);
  print(`A shop sends what its shoppers do, ${pace} requests a second. Ctrl+C ends it.`);
  await sendShoppers();
  await shop.stop();
  print(`${workspace.stats().unique} messages came in. They stay in .waybill for the next time.`);
} finally {
  shop.kill();
  await workspace.close();
}

async function sendShoppers(): Promise<void> {
  const door = new Door(shop.url);
  const ended = once(ending.signal, 'abort');
  let sent = 0;
  // Another number each time, so that they are other shoppers.
  for (let visit = Date.now() % 1_000_000; ; visit += 1) {
    for (const step of visitOf(visit)) {
      if (ending.signal.aborted || sent >= requests) {
        door.close();
        return;
      }
      sent += 1;
      await door.send(step, visit);
      await Promise.race([pause(1_000 / pace), ended]);
    }
  }
}

function readArguments(): {
  readonly port: number;
  readonly pace: number;
  readonly requests: number;
} {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8765' },
      pace: { type: 'string', default: '2' },
      requests: { type: 'string', default: 'Infinity' },
    },
  });
  const [portNumber, paceNumber, count] = [values.port, values.pace, values.requests].map(Number);
  if (!(paceNumber !== undefined && paceNumber > 0 && paceNumber <= 10_000)) {
    throw new RangeError('--pace must be a number above 0 and at most 10000.');
  }
  if (!(count !== undefined && count > 0)) {
    throw new RangeError('--requests must be a number above 0.');
  }
  return { port: portNumber ?? Number.NaN, pace: paceNumber, requests: count };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
