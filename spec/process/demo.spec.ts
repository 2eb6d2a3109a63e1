import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, jest } from '@jest/globals';
import { type Account, audit } from '../../examples/shop/account.js';
import { Counters } from '../../lib/client/stats.js';

jest.setTimeout(60_000);

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the demo as a person would, with other arguments. It needs the built packages. */
function runDemo(...flags: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const program = ['--import', 'tsx', 'examples/shop/demo.ts', ...flags];
    const child = execFile(process.execPath, program, { cwd: ROOT }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('the demo', () => {
  it('accounts for every call that its shop made through an outage', async () => {
    const { code, stdout, stderr } = await runDemo('--json', '--requests', '300');
    const { isAccountedFor, problems, shoppers, shop, endpoint } = JSON.parse(stdout);

    expect({ code, isAccountedFor, problems }).toEqual({
      code: 0,
      isAccountedFor: true,
      problems: [],
    });
    expect(shoppers).toMatchObject({ requests: 300, failed: 0 });
    expect(shop.made).toBeGreaterThan(300);
    expect(shop.client).toMatchObject({
      calls: shop.made,
      accepted: shop.made,
      delivered: shop.made,
      spooled: 0,
      pending: 0,
    });
    expect(endpoint.unique).toBe(shop.made);
    expect((endpoint.byStatus['503'] ?? 0) + endpoint.resets).toBeGreaterThan(0);
    expect(shop.client.retried).toBeGreaterThan(0);
    expect(stderr).toContain('300/300 requests');
  });

  it('refuses a number of requests that makes no sense', async () => {
    const { code, stdout, stderr } = await runDemo('--requests', 'many');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('--requests must be a whole number');
  });
});

/** The account of two calls, both delivered; say what is to be different. */
function anAccount(given: {
  readonly failed?: number;
  readonly made?: number;
  readonly unique?: number;
  readonly rejected?: number;
  readonly client?: Partial<Account['shop']['client']>;
}): Account {
  const latency = { median: 1, p99: 2 };
  const counters = Object.assign(new Counters(), { accepted: 2, delivered: 2 });
  return {
    shoppers: {
      requests: 2,
      failed: given.failed ?? 0,
      withClient: latency,
      withoutClient: latency,
    },
    shop: { made: given.made ?? 2, client: { ...counters.snapshot(0), ...given.client } },
    endpoint: {
      requests: 1,
      byStatus: { 200: 1 },
      resets: 0,
      received: 2,
      unique: given.unique ?? 2,
      duplicates: 0,
      rejected: { bad_request: given.rejected ?? 0 },
      largestBodyBytes: 500,
      kept: 2,
      keptBytes: 800,
    },
  };
}

describe('the verdict of the demo', () => {
  it('finds nothing to say where all counts agree', () => {
    expect(audit(anAccount({}))).toEqual([]);
  });

  it.each([
    ['a call that the client never saw', { made: 3 }, "3 made by the shop's handlers, 2 seen"],
    ['a call that is neither accepted nor refused', { made: 3, client: { calls: 3 } }, '3 seen'],
    ['a message without an outcome', { client: { delivered: 1 }, unique: 1 }, '2 accepted, 1'],
    ['a message that never arrived', { unique: 1 }, '2 delivered, 1 at the endpoint'],
    ['a message that is pending', { client: { delivered: 1, pending: 1 }, unique: 1 }, '1 message'],
    ['a message that the endpoint rejected', { rejected: 1 }, '1 messages were rejected'],
    ['a shopper whose request failed', { failed: 1 }, '1 requests of shoppers failed'],
  ])('names %s', (_, given, problem) => {
    const problems = audit(anAccount(given));

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
