import { LIMITS, type WorkspaceStats } from '@waybill/workspace';
import Table from 'cli-table3';
import { type Account, sum } from './account.js';
import type { TrafficReport } from './traffic.js';

type Row = readonly [what: string, count: string, note: string];

/** The account as a table for people. */
export function tableOf(account: Account): string {
  const table = new Table({
    colAligns: ['left', 'right', 'left'],
    // No colours: the table may go into a file.
    style: { head: [], border: [] },
    chars: { mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
  });
  table.push(...rowsOf(account).map((row) => [...row]));
  return `${table.toString()}\n${REMARK}`;
}

const REMARK = `Times are what the shoppers saw after the first tenth of the traffic. They share a computer with two shops and the
endpoint, so the p99 is mostly its own noise, and a difference of some tenths of a millisecond says nothing.`;

const GAP: Row = ['', '', ''];

function rowsOf({ shoppers, shop, endpoint }: Account): readonly Row[] {
  const { made, client } = shop;
  return [
    ['Requests of shoppers', whole(shoppers.requests), `${whole(shoppers.failed)} failed`],
    GAP,
    ['Calls', whole(client.calls), `${whole(made)} by the count of the shop's handlers`],
    ['  accepted', whole(client.accepted), ''],
    ['    delivered', whole(client.delivered), 'answered 2xx'],
    ['    dropped', whole(sum(client.dropped)), reasons(client.dropped)],
    ['    spooled', whole(client.spooled), ''],
    ['    pending', whole(client.pending), ''],
    ['  refused', whole(sum(client.refused)), reasons(client.refused)],
    GAP,
    ...planRows(client),
    ['Requests of the client', whole(client.requests), ''],
    ['  retried', whole(client.retried), troubles(endpoint)],
    ['Largest body', whole(endpoint.largestBodyBytes), bodyNote()],
    GAP,
    ['Unique messages at the endpoint', whole(endpoint.unique), 'told apart by messageId'],
    ['  came again', whole(endpoint.duplicates), 'their replies were lost'],
    GAP,
    ...addedRows(shoppers),
  ];
}

function planRows({ plan }: Account['shop']['client']): readonly Row[] {
  if (plan === undefined) return [];
  const { checked, violating } = plan;
  return [['Held to the plan', whole(checked), `${whole(violating)} not as planned`], GAP];
}

function addedRows({ withClient, withoutClient }: TrafficReport): readonly Row[] {
  return [
    ['Time added to a request, median', ...added(withClient.median, withoutClient.median)],
    ['Time added to a request, p99', ...added(withClient.p99, withoutClient.p99)],
  ];
}

function added(withMs: number, withoutMs: number): [difference: string, note: string] {
  const differenceMs = withMs - withoutMs;
  const sign = differenceMs < 0 ? '' : '+';
  return [
    `${sign}${differenceMs.toFixed(2)} ms`,
    `${withMs.toFixed(2)} ms with the client, ${withoutMs.toFixed(2)} ms with it disabled`,
  ];
}

/** Why requests had to be repeated. */
function troubles({ byStatus, resets }: WorkspaceStats): string {
  const failures = Object.entries(byStatus).filter(([status]) => Number(status) >= 300);
  const answers = failures.map(([status, count]) => `${whole(count)} answered ${status}`);
  return [...answers, `${whole(resets)} connections cut`].join(', ');
}

function bodyNote(): string {
  return `bytes; the service takes ${whole(LIMITS.batchBytes)}`;
}

function reasons(counts: Readonly<Record<string, number>>): string {
  const met = Object.entries(counts).filter(([, count]) => count > 0);
  return met.map(([reason, count]) => `${reason} ${whole(count)}`).join(', ');
}

function whole(count: number): string {
  return count.toLocaleString('en');
}
