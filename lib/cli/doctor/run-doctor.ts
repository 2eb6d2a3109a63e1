import { endpointUrl } from '../../client/endpoint-url.js';
import { headersOf } from '../../delivery/payload.js';
import { Secrets } from '../../delivery/secrets.js';
import {
  type ConnectionFlags,
  type ConnectionSurroundings,
  connectionSurroundings,
  findConnection,
  type PartialConnection,
} from '../connection.js';
import { paintFor } from '../dev/colours.js';
import { StartError } from '../dev/start-error.js';
import { findRunning } from '../tail/find-address.js';
import type { Terminal } from '../terminal.js';
import { type Answer, ask } from './ask.js';
import { checkHost, checkKey } from './check-connection.js';
import { checkClock, checkEndpoint, checkProof } from './check-endpoint.js';
import { checkProbe, PROBES, probeBody } from './check-limits.js';
import { checkEnvironment, checkNode, checkVersion, installedVersion } from './check-process.js';
import { type Finding, finding } from './finding.js';
import { reportJson, reportText } from './report.js';

export interface DoctorFlags extends ConnectionFlags {
  readonly probe?: boolean;
  readonly json?: boolean;
}

export interface DoctorSurroundings extends ConnectionSurroundings {
  readonly nodeVersion: string;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  nowMs(): number;
}

export interface DoctorTask {
  readonly flags: DoctorFlags;
  readonly terminal: Terminal;
  readonly surroundings?: DoctorSurroundings;
}

const TIMEOUT_MS = 10_000;

/** Looks at what sending needs, and says what is wrong. Gives the exit code. @throws UsageError */
export async function runDoctor(task: DoctorTask): Promise<number> {
  const { flags, terminal, surroundings = surroundingsOfProcess() } = task;
  const connection = await findConnection(flags, surroundings);
  const { folder, environment, nodeVersion } = surroundings;
  const findings = [
    checkNode(nodeVersion),
    checkVersion(installedVersion(folder)),
    ...checkKey(connection),
    ...checkHost(connection),
    ...(await askService(connection, { ...task, surroundings })),
    ...checkEnvironment(environment),
    await checkWorkspace(flags, surroundings),
  ];
  terminal.progress('');
  const look = { paint: paintFor(surroundings), columns: surroundings.columns };
  terminal.write(
    flags.json === true ? reportJson(findings, connection) : reportText(findings, look),
  );
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

async function askService(
  { writeKey, host, path }: PartialConnection,
  { flags, terminal, surroundings }: Required<DoctorTask>,
): Promise<readonly Finding[]> {
  const url = endpointUrl(host.value, path.value);
  const key = writeKey?.value ?? '';
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const question = {
    url,
    headers: headersOf(authorization, 1),
    timeoutMs: TIMEOUT_MS,
  };
  terminal.progress(`Asking ${host.value} …`);
  const empty = probeBody({ messageBytes: 0, messages: 0 }, key, surroundings.nowMs());
  const mask = masking(key, authorization);
  const asked = async (body: string): Promise<Answer> =>
    masked(await ask({ ...question, body }), mask);
  const answer = await asked(empty);
  const facts = { url, answer, hasKey: writeKey !== undefined, nowMs: surroundings.nowMs() };
  const findings = [...checkEndpoint(facts), ...checkProof(facts), ...checkClock(facts)];
  const isReached = answer.kind === 'reply';
  if (flags.probe !== true || !isReached || writeKey === undefined) return findings;
  for (const probe of PROBES) {
    terminal.progress(`${probe.what} …`);
    const body = probeBody(probe, key, surroundings.nowMs());
    findings.push(checkProbe(probe, await asked(body)));
  }
  return findings;
}

function masking(key: string, authorization: string): (text: string) => string {
  if (key === '') return (text) => text;
  const secrets = new Secrets(key);
  secrets.addAuthorization(authorization);
  return secrets.mask;
}

/** A reply may repeat what it was sent. */
function masked(answer: Answer, mask: (text: string) => string): Answer {
  return answer.kind === 'reply' ? { ...answer, text: mask(answer.text) } : answer;
}

async function checkWorkspace(
  { config }: DoctorFlags,
  { folder, loadReader }: DoctorSurroundings,
): Promise<Finding> {
  try {
    const surroundings = { folder, loadPackage: loadReader };
    const { url } = await findRunning({ address: undefined, config, surroundings });
    return finding('workspace', `A local workspace runs at ${url}`);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return finding(
      'workspace-none',
      'No local workspace runs in this folder',
      'To see what a client sends, without the service: npx waybill dev.',
    );
  }
}

function surroundingsOfProcess(): DoctorSurroundings {
  const { stdout, version } = process;
  return {
    ...connectionSurroundings(),
    nodeVersion: version,
    isTerminal: stdout.isTTY,
    columns: stdout.isTTY ? stdout.columns : undefined,
    nowMs: Date.now,
  };
}
