import { randomUUID } from 'node:crypto';
import { DEFAULTS } from '../../client/defaults.js';
import type { Answer } from './ask.js';
import { type Finding, finding } from './finding.js';

/** How a message of a probe is told from others, wherever it arrives. */
export const PROBE_EVENT = 'Waybill Probe';

export interface Probe {
  readonly messageBytes: number;
  readonly messages: number;
  readonly codes: readonly ['limit-message' | 'limit-batch', FindingOfRefusal];
  /** The option of the client that would have to be smaller. */
  readonly option: string;
  /** What is sent, as a person would say it. */
  readonly what: string;
}

type FindingOfRefusal = 'limit-message-refused' | 'limit-batch-refused';

/** The largest message and the largest request that a client sends unless it is told to. */
export const PROBES: readonly Probe[] = [
  {
    messageBytes: DEFAULTS.maxEventBytes,
    messages: 1,
    codes: ['limit-message', 'limit-message-refused'],
    option: 'maxEventBytes',
    what: `A message of ${DEFAULTS.maxEventBytes / 1024} KB`,
  },
  {
    messageBytes: Math.floor(DEFAULTS.maxBatchBytes / 16) - 32,
    messages: 16,
    codes: ['limit-batch', 'limit-batch-refused'],
    option: 'maxBatchBytes',
    what: `A batch of ${Math.round(DEFAULTS.maxBatchBytes / 1024)} KB`,
  },
];

/** The body of a request with that many messages of that size. */
export function probeBody(
  { messageBytes, messages }: Pick<Probe, 'messageBytes' | 'messages'>,
  writeKey: string,
  nowMs: number,
): string {
  const batch = Array.from({ length: messages }, () => probeMessage(messageBytes, nowMs));
  return JSON.stringify({ sentAt: new Date(nowMs).toISOString(), writeKey, batch });
}

function probeMessage(bytes: number, nowMs: number): object {
  const message = {
    type: 'track',
    event: PROBE_EVENT,
    anonymousId: 'waybill-doctor',
    messageId: randomUUID(),
    timestamp: new Date(nowMs).toISOString(),
    // For no destination: it is not about anybody.
    integrations: { All: false },
    context: { library: { name: 'waybill' } },
    properties: { filling: '' },
  };
  const filling = 'x'.repeat(Math.max(0, bytes - JSON.stringify(message).length));
  return { ...message, properties: { filling } };
}

/** Was a probe taken? */
export function checkProbe({ codes, option, what }: Probe, answer: Answer): Finding {
  const [fine, refused] = codes;
  if (answer.kind === 'reply' && answer.status < 300) return finding(fine, `${what} is taken`);
  const said = answer.kind === 'reply' ? `${answer.status} ${answer.text}`.trim() : answer.code;
  return finding(
    refused,
    `${what} is not taken: ${said}`,
    `If smaller ones are, set ${option} of the client to what the service takes.`,
  );
}
