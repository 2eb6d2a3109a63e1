import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, jest } from '@jest/globals';
import { aProject } from '../cli/migrate/a-project.js';
import { useStage } from '../support/stage.js';

jest.setTimeout(30_000);

const stage = useStage();
const GUIDE = readFileSync('docs/guide/command-line.md', 'utf8');
const BLOCKS = [...GUIDE.matchAll(/^```sh run\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
const FILES = {
  'order.json': '{"total":30}',
  'cart.json': '{"order":{"total":30}}',
  'plan.yaml':
    'name: Shop\nrules:\n  - type: TRACK\n    key: Order Completed\n    jsonSchema: {}\n',
};
/** Stands for jq, which is not everywhere: `jq [-r] .FIELD [FILE]` prints a field of JSON. */
const JQ = `jq() {
  [[ $1 == -r ]] && shift
  node -e '
    const [, field, file = 0] = process.argv;
    const value = JSON.parse(require("node:fs").readFileSync(file, "utf8"))[field.slice(1)];
    console.log(typeof value === "string" ? value : JSON.stringify(value));
  ' -- "$@"
}`;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly complaints: string;
}

/** Runs a block of the guide by bash, with the built tool. */
async function run(code: string, host: string): Promise<Ran> {
  const start = `set -e -o pipefail\nwaybill() { node ${resolve('dist/cli.mjs')} "$@"; }\n${JQ}\n`;
  const child = spawn('bash', ['--norc', '-c', start + code], {
    cwd: aProject(FILES),
    env: { PATH: process.env['PATH'] ?? '', WAYBILL_HOST: host, WAYBILL_WRITE_KEY: 'a-key' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, complaints };
}

const hasBash = spawnSync('bash', ['--version']).status === 0 || Boolean(process.env['CI']);
const why = hasBash ? '' : ' (bash is not installed)';

(hasBash ? describe : describe.skip)(`docs/guide/command-line.md${why}`, () => {
  it.each(BLOCKS)('does what it says: %s', async (code) => {
    const service = await stage.service();
    const { code: exitCode, complaints } = await run(code, service.url);
    expect([exitCode, complaints.replace('Nothing was sent: this is --dry-run.\n', '')]).toEqual([
      0,
      '',
    ]);
    const events = service.requests.flatMap(({ body }) => body.batch);
    const sends = code.match(/waybill send (?!.*--dry-run)/g) ?? [];
    expect(events).toHaveLength(sends.length);
  });

  it('has blocks to run', () => {
    expect(BLOCKS.length).toBeGreaterThan(5);
  });
});
