/**
 * `npm run demo`: a shop sends what its shoppers do through an outage, and every call is accounted for.
 * `--json` prints the account as one object; `--requests` says how many requests the shoppers make.
 */
import { parseArgs } from 'node:util';
import { startWorkspace, type Workspace } from '@waybill/workspace';
import { type Account, audit } from './account.js';
import { describeFault, faultAt } from './outage.js';
import { showProgress } from './progress.js';
import { ShopProcess } from './shop-process.js';
import { tableOf } from './table.js';
import { runTraffic, type TrafficReport } from './traffic.js';

const MAX_REQUESTS = 1_000_000;

const { json, requests } = readArguments();
const account = await runDemo(requests);
const problems = audit(account);
if (json) {
  print(JSON.stringify({ isAccountedFor: problems.length === 0, problems, ...account }));
} else {
  print(tableOf(account));
  print(problems.length === 0 ? 'Every call is accounted for.' : problems.join('\n'));
}
if (problems.length > 0) process.exitCode = 1;

function readArguments(): { readonly json: boolean; readonly requests: number } {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      requests: { type: 'string', default: '3000' },
    },
  });
  const count = Number(values.requests);
  if (Number.isInteger(count) && count > 0 && count <= MAX_REQUESTS) {
    return { json: values.json, requests: count };
  }
  throw new RangeError(`--requests must be a whole number from 1 to ${MAX_REQUESTS}.`);
}

/** Starts everything, sends the shoppers, and stops everything again, whatever happens. */
async function runDemo(count: number): Promise<Account> {
  const endpoint = await startWorkspace();
  // Not on stdout, which has the account alone.
  process.stderr.write(`The workspace is at ${endpoint.pageUrl} as long as the demo runs.\n`);
  const shop = new ShopProcess({ endpoint: endpoint.url, isDisabled: false });
  const twin = new ShopProcess({ endpoint: endpoint.url, isDisabled: true });
  try {
    await Promise.all([shop.listening(), twin.listening()]);
    const shoppers = await sendShoppers({ shop, twin, endpoint, count });
    const [closed] = await Promise.all([shop.stop(), twin.stop()]);
    if (closed === undefined) throw new Error('The shop did not end well: it left no account.');
    return { shoppers, shop: closed, endpoint: endpoint.stats() };
  } finally {
    shop.kill();
    twin.kill();
    await endpoint.close();
  }
}

interface Scene {
  readonly shop: ShopProcess;
  readonly twin: ShopProcess;
  readonly endpoint: Workspace;
  readonly count: number;
}

async function sendShoppers({ shop, twin, endpoint, count }: Scene): Promise<TrafficReport> {
  const progress = showProgress(count);
  try {
    return await runTraffic({
      shop: shop.url,
      twin: twin.url,
      requests: count,
      onRequest: (started) => {
        const fault = faultAt(started / count);
        endpoint.setFaults(fault ?? []);
        progress.update(started, describeFault(fault));
      },
    });
  } finally {
    // However the traffic ended, the shop can send what it still has.
    endpoint.setFaults([]);
    progress.stop();
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
