import { type ConnectionSurroundings, connectionSurroundings } from '../connection.js';
import { UsageError } from '../terminal.js';
import { MAX_JSON_BYTES } from './json-value.js';

/** What the command has around it, beside its terminal. */
export interface SendSurroundings extends ConnectionSurroundings {
  /** All of standard input. */
  readInput(): Promise<string>;
}

export function surroundingsOfProcess(): SendSurroundings {
  return { ...connectionSurroundings(), readInput: () => wholeText(process.stdin) };
}

/** @throws UsageError for more than a message could have */
export async function wholeText(stream: AsyncIterable<string | Uint8Array>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > MAX_JSON_BYTES) {
      throw new UsageError('Standard input has more than 1 MB, and a message 32 KB.');
    }
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  return Buffer.concat(chunks).toString('utf8');
}
