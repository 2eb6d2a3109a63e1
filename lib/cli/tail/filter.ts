import { MESSAGE_TYPES } from '../../message/message.js';
import type { Entry } from '../dev/workspace-package.js';
import { UsageError } from '../terminal.js';
import type { TailFlags } from './flags.js';

type Test = (entry: Entry) => boolean;

/** A test of messages: each kind of filter that was typed must have it. @throws UsageError for a call there is not */
export function filterOf({ type, event, userId, source }: TailFlags): Test {
  const unknown = type?.find((one) => !(MESSAGE_TYPES as readonly string[]).includes(one));
  if (unknown !== undefined) {
    throw new UsageError(`--type must be one of ${MESSAGE_TYPES.join(', ')}; found ${unknown}.`);
  }
  const tests = [
    testOf(type, ({ message }) => message['type']),
    testOf(event, ({ message }) => message[message['type'] === 'track' ? 'event' : 'name']),
    testOf(userId, ({ message }) => message['userId']),
    testOf(source, (entry) => entry.source),
  ];
  return (entry) => tests.every((test) => test(entry));
}

function testOf(wanted: readonly string[] | undefined, part: (entry: Entry) => unknown): Test {
  if (wanted === undefined) return () => true;
  return (entry) => {
    const found = part(entry);
    return wanted.includes(typeof found === 'number' ? String(found) : (found as string));
  };
}
