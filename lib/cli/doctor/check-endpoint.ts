import { parseRetryAfter } from '../../delivery/retry-after.js';
import type { Answer, Phase } from './ask.js';
import { type Finding, finding } from './finding.js';

export interface EndpointFacts {
  readonly url: string;
  /** What it said to a batch without messages. */
  readonly answer: Answer;
  /** Whether there was a write key to send along. */
  readonly hasKey: boolean;
  readonly nowMs: number;
}

type Reply = Extract<Answer, { readonly kind: 'reply' }>;

/** Is the service there, and does it take batches? */
export function checkEndpoint(facts: EndpointFacts): readonly Finding[] {
  const { answer, url, hasKey } = facts;
  if (answer.kind === 'failure') return [failure(answer, new URL(url))];
  const { status } = answer;
  const isUnderstood = status < 300 || status === 400 || status === 422;
  if (isUnderstood || (!hasKey && (status === 401 || status === 403))) {
    const took = `in ${Math.round(answer.tookMs)} ms`;
    return [finding('endpoint', `${url} answered ${status} to a batch without messages ${took}`)];
  }
  return [refusal(facts, answer)];
}

function refusal({ url, nowMs }: EndpointFacts, { status, headers, text }: Reply): Finding {
  const found = `${url} answered ${status}${text.trim() === '' ? '' : `: ${text.trim()}`}`;
  if (status === 401 || status === 403) {
    return finding(
      'endpoint-key-refused',
      found,
      'Compare the write key with the settings of the source. A source of the other region is turned away, too.',
    );
  }
  if (status < 400) {
    return finding(
      'endpoint-path',
      `${url} answered ${status} with another address, ${headers.location ?? 'which it does not name'}`,
      'The client follows none, to keep the key: if it is the right one, write it as --host and --path.',
    );
  }
  if (status === 404 || status === 405) {
    return finding(
      'endpoint-path',
      found,
      'Nothing takes batches there: compare --host and --path.',
    );
  }
  if (status === 429) {
    const afterMs = parseRetryAfter(headers['retry-after'], nowMs);
    const wait = afterMs === undefined ? 'later' : `in ${Math.ceil(afterMs / 1_000)} s`;
    return finding('endpoint-busy', found, `It limits the rate: run this again ${wait}.`);
  }
  return finding(
    'endpoint-fault',
    found,
    'The fault is there: look at its status page, and run this again later. The client tries again by itself.',
  );
}

const TROUBLE: Readonly<Record<Phase, (address: string, url: URL) => readonly [string, string]>> = {
  dns: (_address, { hostname }) => [
    `The name ${hostname} can't be resolved`,
    'Compare --host, letter by letter. If it is right, look at the network and its DNS.',
  ],
  connect: (address) => [
    `Nothing takes connections at ${address}`,
    'Is it running, and does a firewall let this computer out? Where only a proxy does, the client needs an agent for it.',
  ],
  tls: (address) => [
    `${address} has no encryption or certificate that can be trusted`,
    'Compare --host and the clock. For a certificate of your own: NODE_EXTRA_CA_CERTS=FILE.',
  ],
  answer: (address) => [
    `${address} took the connection, and gave no answer`,
    'Is it the service that you mean? Run this again, and look at what is in between.',
  ],
};
const CODES = {
  dns: 'endpoint-dns',
  connect: 'endpoint-connect',
  tls: 'endpoint-tls',
  answer: 'endpoint-silent',
} as const;

function failure(
  { phase, code }: Extract<Answer, { readonly kind: 'failure' }>,
  url: URL,
): Finding {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const [found, todo] = TROUBLE[phase](`${url.hostname}:${port}`, url);
  return finding(CODES[phase], `${found} (${code})`, todo);
}

/** A 200 says that the service took the request, and nothing of the key. */
export function checkProof({ answer, hasKey }: EndpointFacts): readonly Finding[] {
  if (answer.kind === 'failure' || answer.status >= 300 || !hasKey) return [];
  const found =
    'A service may answer 200 to a write key that it does not know: no request proves one';
  const todo =
    'Send one message by waybill send, and look for it where the source shows what arrives.';
  return [finding('write-key-unproven', found, todo)];
}

/** Messages whose time is wrong by this are put in a wrong order beside those of others. */
const MUCH_MS = 60_000;
/** The header says whole seconds. */
const RESOLUTION_MS = 1_000;

/** Is the clock of this computer that of the service? Answers at `nowMs`. */
export function checkClock({ answer, nowMs }: EndpointFacts): readonly Finding[] {
  if (answer.kind === 'failure') return [];
  const theirs = Date.parse(answer.headers.date ?? '');
  if (Number.isNaN(theirs)) {
    return [finding('clock-unknown', 'The service does not say what time it is')];
  }
  const aheadMs = nowMs - answer.tookMs / 2 - (theirs + RESOLUTION_MS / 2);
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  if (Math.abs(aheadMs) <= answer.tookMs / 2 + RESOLUTION_MS) {
    return [finding('clock', 'The clock is that of the service, to the second')];
  }
  const found = `The clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of the service`;
  if (Math.abs(aheadMs) < MUCH_MS) return [finding('clock', found)];
  const todo =
    'Let the system set it (NTP). Times that you give are kept as they are, and tokens may be refused.';
  return [finding('clock-off', found, todo)];
}
