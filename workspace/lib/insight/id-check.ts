import type { JsonObject } from '../entry/json-object.js';
import type { Findings } from './findings.js';
import { found } from './found.js';

/** What programs send where a value was missing. */
const MISTAKES = new Set([
  'undefined',
  'null',
  'NaN',
  '[object Object]',
  'false',
  'true',
  '0',
  '-1',
]);
const MAX_ADDRESS_CHARACTERS = 100;

/** Tells of ids that are there beside a good one and say nothing, and of those that a call lacks. */
export function checkIds(message: JsonObject, findings: Findings): void {
  checkId('userId', message, findings);
  checkId('anonymousId', message, findings);
  const { type, userId } = message;
  if (type === 'alias') {
    if (typeof userId !== 'string' || userId === '') missing('userId', 'alias', findings);
    if (!isId(message['previousId'])) missing('previousId', 'alias', findings);
  }
  if (type === 'group' && !isId(message['groupId'])) missing('groupId', 'group', findings);
}

function checkId(name: 'userId' | 'anonymousId', message: JsonObject, findings: Findings): void {
  const id = message[name];
  if (id === undefined) return;
  if (typeof id !== 'string' || id === '') {
    const suggestion = typeof id === 'number' ? JSON.stringify(String(id)) : undefined;
    const what = suggestion === undefined ? 'leave it out' : `give ${suggestion}`;
    findings.add({
      level: id === null ? 'hint' : 'warning',
      code: 'id_ignored',
      path: name,
      text: `${name} is ${found(id)}, which tells nobody: ${what}.`,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  } else if (MISTAKES.has(id)) {
    findings.add({
      level: 'warning',
      code: 'id_mistaken',
      path: name,
      text: `${name} is ${found(id)}, so that all whose id was missing become one user: leave it out where there is none.`,
    });
  } else if (name === 'userId' && isAddress(id)) {
    findings.add({
      level: 'hint',
      code: 'id_email',
      path: name,
      text: `${name} is an email address, and those change: use the key of the user in your database.`,
    });
  }
}

function isAddress(id: string): boolean {
  if (!id.includes('@') || id.length > MAX_ADDRESS_CHARACTERS) return false;
  return /^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(id);
}

function isId(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

function missing(path: string, call: string, findings: Findings): void {
  findings.add({
    level: 'warning',
    code: 'id_missing',
    path,
    text: `${path} is missing, and a call of ${call} says nothing without it: give a text.`,
  });
}
