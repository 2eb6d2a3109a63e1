import { describe, expect, it } from '@jest/globals';
import { PROBE_EVENT } from '../../../lib/cli/doctor/check-limits.js';
import { type DoctorFlags, runDoctor } from '../../../lib/cli/doctor/run-doctor.js';
import { VERSION } from '../../../lib/message/version.js';
import { loadConfig } from '../../../workspace/lib/config/load-config.js';
import { startWorkspace } from '../../../workspace/lib/start.js';
import { type Answering, accepted, type Service, status } from '../../support/service.js';
import { useStage } from '../../support/stage.js';
import { aProject } from '../migrate/a-project.js';

const stage = useStage();
const KEY = 'abcdefghijklmnopqrstuvwxyz012345';
const NOW = Date.parse('2026-01-02T03:04:05.500Z');
const ON_TIME = { date: new Date(NOW).toUTCString() };

interface Around {
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly nodeVersion?: string;
}

interface Report {
  readonly isFine: boolean;
  readonly findings: readonly { readonly code: string; readonly found: string }[];
}

interface Seen {
  readonly exitCode: number;
  readonly out: string;
  readonly progress: readonly string[];
}

async function doctor(flags: DoctorFlags, around: Around = {}): Promise<Seen> {
  const { environment = {}, nodeVersion = 'v20.19.0' } = around;
  // Nobody listens there: whether a workspace runs on this computer is no matter.
  const files = { 'waybill.config.json': '{"workspace":{"port":1}}', ...around.files };
  const progress: string[] = [];
  let out = '';
  const terminal = {
    write: (text: string) => {
      out += text;
    },
    complain: () => undefined,
    progress: (line: string) => void progress.push(line),
  };
  const exitCode = await runDoctor({
    flags,
    terminal,
    surroundings: {
      folder: aProject(files),
      environment,
      nodeVersion,
      isTerminal: false,
      columns: 80,
      nowMs: () => NOW,
      loadReader: () => Promise.resolve({ loadConfig }),
    },
  });
  return { exitCode, out, progress };
}

/** What is found where a service answers so, by code. */
async function found(
  answer: Answering,
  flags: DoctorFlags = {},
  around: Around = {},
): Promise<{
  readonly exitCode: number;
  readonly codes: readonly string[];
  readonly text: string;
}> {
  const service = await stage.service([answer]);
  const asked = { writeKey: KEY, host: service.url, json: true, ...flags };
  const { exitCode, out } = await doctor(asked, around);
  const { findings, isFine } = JSON.parse(out) as Report;
  expect(isFine).toBe(exitCode === 0);
  expect(out).not.toContain(KEY);
  return { exitCode, codes: findings.map(({ code }) => code), text: out };
}

const batchOf = (service: Service, index: number): readonly Record<string, unknown>[] =>
  service.requests[index]?.body.batch ?? [];

describe('waybill doctor', () => {
  it('prints a table of what it found, within 80 columns', async () => {
    const service = await stage.service([status(200, ON_TIME)]);
    const { exitCode, out, progress } = await doctor({ writeKey: KEY, host: service.url });
    expect(exitCode).toBe(0);
    expect(
      out.replace(/127\.0\.0\.1:\d+/g, 'HOST').replace(/in \d+ ms/, 'in N ms'),
    ).toBe(`✓ node-version             Node.js v20.19.0
✓ waybill-version          waybill ${VERSION}; the project in this folder has none
✓ write-key                ***2345, by --write-key
✓ region                   Not one of Segment’s two regions:
                           http://HOST, by --host
✓ endpoint                 http://HOST/v1/batch answered 200 to a
                           batch without messages in N ms
· write-key-unproven       A service may answer 200 to a write key that it does
                           not know: no request proves one
                           → Send one message by waybill send, and look for it
                           where the source shows what arrives.
✓ clock                    The clock is that of the service, to the second
· workspace-none           No local workspace runs in this folder
                           → To see what a client sends, without the service:
                           npx waybill dev.

Nothing keeps messages from arriving: 0 warnings, 2 notes.
`);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(progress).toEqual([`Asking ${service.url} …`, '']);
  });

  it('sends no message unless it is to probe', async () => {
    const service = await stage.service([]);
    await doctor({ writeKey: KEY, host: service.url });
    expect(service.requests.map(({ body }) => body)).toEqual([
      { sentAt: new Date(NOW).toISOString(), writeKey: KEY, batch: [] },
    ]);
  });

  it.each<[string, Answering, string, number]>([
    ['takes batches', status(200), 'endpoint', 0],
    ['refuses a batch without messages', status(400), 'endpoint', 0],
    ['refuses the key', status(401, {}, `no key ${KEY}`), 'endpoint-key-refused', 1],
    ['forbids it', status(403), 'endpoint-key-refused', 1],
    ['has no such path', status(404), 'endpoint-path', 1],
    ['is elsewhere', status(301, { location: 'https://a.example' }), 'endpoint-path', 1],
    ['limits the rate', status(429, { 'retry-after': '7' }), 'endpoint-busy', 0],
    ['fails', status(503), 'endpoint-fault', 1],
  ])('says so where the service %s', async (_what, answer, code, exitCode) => {
    const seen = await found(answer);
    expect(seen.exitCode).toBe(exitCode);
    expect(seen.codes.filter((one) => one.startsWith('endpoint'))).toEqual([code]);
  });

  it('says in how long to come back, and where the service is instead', async () => {
    expect((await found(status(429, { 'retry-after': '7' }))).text).toContain('again in 7 s');
    const moved = await found(status(301, { location: 'https://a.example' }));
    expect(moved.text).toContain('https://a.example');
  });

  it.each([
    [0, 'clock'],
    [-20_000, 'clock'],
    [61_000, 'clock-off'],
    [-86_400_000, 'clock-off'],
  ])('looks at the clock: %d ms off', async (offMs, code) => {
    const date = new Date(NOW + offMs).toUTCString();
    const { codes, exitCode } = await found(status(200, { date }));
    expect(codes.filter((one) => one.startsWith('clock'))).toEqual([code]);
    expect(exitCode).toBe(0);
  });

  it('knows no time where the service says none', async () => {
    const noDate: Answering = (_request, response) => {
      response.sendDate = false;
      response.end('{}');
    };
    expect((await found(noDate)).codes).toContain('clock-unknown');
  });

  it('goes on without a write key, and says how to give one', async () => {
    const service = await stage.service([status(401)]);
    const { exitCode, out } = await doctor({ host: service.url });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/✗ write-key-missing[\s\S]*→ Say it by --write-key, WAYBILL_WRITE_KEY/);
    expect(out).toContain('✓ endpoint ');
    expect(out).not.toContain('write-key-unproven');
  });

  it('finds what is in the environment, and shows no value of it', async () => {
    const environment = {
      https_proxy: 'http://me:a-password@proxy',
      HTTP_PROXY: '',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      WAYBILL_WRITE_KEY: KEY,
    };
    const { codes, text } = await found(accepted, {}, { environment });
    expect(codes).toEqual(expect.arrayContaining(['proxy-ignored', 'tls-unchecked']));
    expect(text).toContain('https_proxy is set');
    expect(text).not.toContain('a-password');
  });

  it.each([
    ['v20.18.9', 'node-too-old', 1],
    ['v18.20.0', 'node-too-old', 1],
    ['v20.19.0', 'node-version', 0],
    ['v22.0.0', 'node-version', 0],
  ])('looks at Node.js %s', async (nodeVersion, code, exitCode) => {
    const seen = await found(accepted, {}, { nodeVersion });
    expect(seen.codes[0]).toBe(code);
    expect(seen.exitCode).toBe(exitCode);
  });

  it('finds another Waybill in the project', async () => {
    const files = { 'node_modules/waybill/package.json': '{"version":"9.9.9"}' };
    expect((await found(accepted, {}, { files })).text).toContain('this folder has 9.9.9');
  });

  it('finds the local workspace', async () => {
    const workspace = await startWorkspace({ port: 0 });
    stage.onEnd(() => workspace.close());
    const config = JSON.stringify({ workspace: { port: Number(new URL(workspace.url).port) } });
    const { text } = await found(accepted, {}, { files: { 'waybill.config.json': config } });
    expect(text).toContain(`A local workspace runs at ${workspace.url}`);
  });
});

describe('waybill doctor --probe', () => {
  it('sends the largest message and the largest batch, marked and for no destination', async () => {
    const service = await stage.service();
    const { exitCode, out } = await doctor({ writeKey: KEY, host: service.url, probe: true });
    expect(exitCode).toBe(0);
    expect(out).toContain('✓ limit-message            A message of 32 KB is taken');
    expect(out).toContain('✓ limit-batch              A batch of 475 KB is taken');
    const [message] = batchOf(service, 1);
    expect(Buffer.byteLength(JSON.stringify(message))).toBe(32_768);
    expect(message).toMatchObject({ event: PROBE_EVENT, integrations: { All: false } });
    expect(batchOf(service, 2)).toHaveLength(16);
    const bytes = service.requests[2]?.rawBody.length ?? 0;
    expect(bytes).toBeLessThanOrEqual(475 * 1024);
    expect(bytes).toBeGreaterThan(474 * 1024);
  });

  it('says what is not taken, and what to set', async () => {
    const service = await stage.service([accepted, status(413, {}, 'too large'), status(400)]);
    const { exitCode, out } = await doctor({ writeKey: KEY, host: service.url, probe: true });
    expect(exitCode).toBe(1);
    expect(out).toMatch(/✗ limit-message-refused +A message of 32 KB is not taken: 413 too large/);
    expect(out).toMatch(/✗ limit-batch-refused[\s\S]*maxBatchBytes/);
  });
});
