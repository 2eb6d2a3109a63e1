import type { JsonObject } from '../entry/json-object.js';
import type { Findings } from './findings.js';
import { isTime } from './format.js';
import { found } from './found.js';
import { isoOf } from './iso-of.js';

const FUTURE_MS = 3_600_000;

/** Tells of times that can't be read, and of events that are still to come. */
export function checkTimes(message: JsonObject, findings: Findings): void {
  checkReadable('timestamp', message, findings);
  checkReadable('sentAt', message, findings);
  const { timestamp, receivedAt } = message;
  if (typeof timestamp !== 'string' || typeof receivedAt !== 'string') return;
  // The workspace writes both in one form, so that their order is that of the alphabet.
  if (timestamp.length === receivedAt.length && timestamp <= receivedAt) return;
  const aheadMs = Date.parse(timestamp) - Date.parse(receivedAt);
  if (!(aheadMs > FUTURE_MS)) return;
  findings.add({
    level: 'warning',
    code: 'timestamp_future',
    path: 'timestamp',
    text: `It happens ${Math.round(aheadMs / FUTURE_MS)} h after it came in: send the time of the event, in UTC.`,
  });
}

function checkReadable(
  path: 'timestamp' | 'sentAt',
  message: JsonObject,
  findings: Findings,
): void {
  const time = message[path];
  if (time === undefined || time === null) return;
  if (typeof time === 'string' && (WRITTEN_HERE.test(time) || isTime(time))) return;
  const suggestion = typeof time === 'number' ? isoOf(time) : undefined;
  const example = suggestion === undefined ? '' : `, such as ${suggestion}`;
  findings.add({
    level: 'warning',
    code: 'timestamp_unreadable',
    path,
    text: `${path} is ${found(time)}, which is not read as a time: give a text in ISO 8601${example}.`,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

const WRITTEN_HERE = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/;
