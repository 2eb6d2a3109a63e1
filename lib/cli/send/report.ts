import { VERSION } from '../../message/version.js';
import { type Connection, maskedKey } from '../connection.js';
import { counted } from '../counted.js';
import { withoutControls } from '../without-controls.js';
import { wrapped } from '../wrapped.js';
import type { Sent } from './one-message.js';

export interface SendReport {
  readonly sent: Sent;
  /** Where it was sent; undefined, where it was not to be sent. */
  readonly connection: Connection | undefined;
}

const LABEL_WIDTH = 'message id'.length;

/** What became of a message, in a few lines that fit into a terminal. */
export function reportText(
  { sent, connection }: SendReport,
  columns = Number.POSITIVE_INFINITY,
): string {
  const { messageId, outcome, status, attempts, timeMs } = sent;
  const what = outcome.status === 'dropped' ? `not delivered, ${outcome.reason}` : outcome.status;
  const rows: readonly (readonly [string, string])[] = [
    ['message id', messageId],
    ...(status === undefined
      ? []
      : ([
          ['status', status === 0 ? 'no answer' : String(status)],
          ['time', `${timeMs} ms, ${counted(attempts, 'attempt')}`],
        ] as const)),
    ...connectionRows(connection),
    ...reasonsOf(sent).map((text) => ['why', text] as const),
  ];
  const indent = ' '.repeat(LABEL_WIDTH + 4);
  const lines = rows.flatMap(([label, text]) => {
    const [first = '', ...more] = wrapped(withoutControls(text), columns - indent.length);
    return [`  ${label.padEnd(LABEL_WIDTH)}  ${first}`, ...more.map((line) => `${indent}${line}`)];
  });
  return `${[`${withoutControls(nameOf(sent))}: ${what}`, ...lines].join('\n')}\n`;
}

/** The same as one JSON document. */
export function reportJson({ sent, connection }: SendReport): string {
  const { message, messageId, outcome, status, attempts, timeMs } = sent;
  const document = {
    version: VERSION,
    type: message.type,
    messageId,
    outcome: outcome.status,
    ...(outcome.status === 'dropped' ? { reason: outcome.reason } : {}),
    status: status ?? null,
    attempts,
    timeMs,
    why: reasonsOf(sent),
    ...(connection === undefined
      ? {}
      : { connection: { ...connection, writeKey: maskedKey(connection.writeKey) } }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function connectionRows(
  connection: Connection | undefined,
): readonly (readonly [string, string])[] {
  if (connection === undefined) return [];
  const { host, path, writeKey, origins } = connection;
  return [
    ['host', `${host} (${origins.host})`],
    ['path', `${path} (${origins.path})`],
    ['write key', `${maskedKey(writeKey)} (${origins.writeKey})`],
  ];
}

function nameOf({ message }: Sent): string {
  if (message.type === 'track') return `track ${JSON.stringify(message.event)}`;
  return message.type;
}

/** Why it was not delivered, or what of it is not as planned. */
function reasonsOf({ outcome, violation }: Sent): readonly string[] {
  if (violation !== undefined) {
    const { isUnplanned, unplanned, violations } = violation;
    return [
      ...(isUnplanned ? ['the plan does not have it'] : []),
      ...unplanned.map((key) => `${key} is not planned`),
      ...violations.map(({ field, description }) =>
        description.startsWith(field) ? description : `${field}: ${description}`,
      ),
    ];
  }
  if (outcome.status !== 'dropped' || outcome.error === undefined) return [];
  return [outcome.error.message];
}
