import type { RawMessage } from '../../message/call.js';
import type { MessageType } from '../../message/message.js';
import { UsageError } from '../terminal.js';
import { FIELDS_OF, FLAG_OF, type SendFlags } from './fields.js';
import { readObject } from './json-value.js';

/** The message that was typed; the client checks it. @throws UsageError for a value that can't be read */
export async function rawMessage(
  type: MessageType,
  flags: SendFlags,
  readInput: () => Promise<string>,
): Promise<RawMessage> {
  const message: Record<string, unknown> = { type };
  const said = FIELDS_OF[type].filter((field) => flags[field] !== undefined);
  const onInput = said.filter((field) => FLAG_OF[field].value === '<json>' && flags[field] === '-');
  if (onInput.length > 1) {
    const names = onInput.map((field) => FLAG_OF[field].flag).join(' and ');
    throw new UsageError(`${names} can't both be standard input: write one as @FILE.`);
  }
  for (const field of said) {
    const { flag, value } = FLAG_OF[field];
    const typed = flags[field] ?? '';
    message[field] = value === '<json>' ? await readObject(flag, typed, readInput) : typed;
  }
  // The client checks every field of it, and throws for the first that is wrong.
  return message as unknown as RawMessage;
}
