import { readFileSync, statSync } from 'node:fs';
import { isBag } from '../../base/bag.js';
import { describe } from '../../base/describe.js';
import { systemCode } from '../dev/system-code.js';
import { UsageError } from '../terminal.js';

/** A message has 32 KB: more than this is a mistake, and is not read. */
export const MAX_JSON_BYTES = 1024 * 1024;

/** Reads an object of JSON as it was typed: written out, `@FILE`, or `-` for standard input. @throws UsageError */
export async function readObject(
  flag: string,
  typed: string,
  readInput: () => Promise<string>,
): Promise<object> {
  const { text, place } = await textOf(flag, typed, readInput);
  const value = parsed(text.replace(/^\uFEFF/, ''), place);
  if (isBag(value)) return value;
  throw new UsageError(
    `${place} must be an object of JSON, such as '{"total": 30}'; found ${describe(value)}.`,
  );
}

interface Text {
  readonly text: string;
  /** As a person would say it. */
  readonly place: string;
}

async function textOf(
  flag: string,
  typed: string,
  readInput: () => Promise<string>,
): Promise<Text> {
  if (typed === '-') return { text: await readInput(), place: `${flag} (standard input)` };
  if (!typed.startsWith('@')) return { text: typed, place: flag };
  const file = typed.slice(1);
  return { text: fileText(flag, file), place: `${flag} (${file})` };
}

function fileText(flag: string, file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UsageError(`${flag}: there is no file ${file}. Name one that exists behind @.`);
  }
  if (stats.size > MAX_JSON_BYTES) {
    throw new UsageError(`${flag}: ${file} has more than 1 MB, and a message 32 KB.`);
  }
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UsageError(`${flag}: ${file} can't be read (${code}).`);
  }
}

function parsed(text: string, place: string): unknown {
  if (text.trim() === '') throw new UsageError(`${place} is empty. It must be an object of JSON.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const hint = text.startsWith('{')
      ? ''
      : ` It must be an object of JSON, such as '{"total": 30}', @FILE, or - for standard input.`;
    throw new UsageError(`${place} is no JSON: ${error.message}.${hint}`);
  }
}
