import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readObject } from '../../../lib/cli/send/json-value.js';
import { rawMessage } from '../../../lib/cli/send/raw-message.js';
import { wholeText } from '../../../lib/cli/send/surroundings.js';
import { UsageError } from '../../../lib/cli/terminal.js';
import { aProject } from '../migrate/a-project.js';

const INPUT = '{"from":"input"}';
const read = (typed: string): Promise<object> =>
  readObject('--properties', typed, () => Promise.resolve(INPUT));

describe('an object that is typed', () => {
  it('is written out, in a file or on standard input', async () => {
    const folder = aProject({ 'a.json': '\uFEFF{"from":"file"}' });
    expect(await read(' {"a":1}')).toEqual({ a: 1 });
    expect(await read(`@${join(folder, 'a.json')}`)).toEqual({ from: 'file' });
    expect(await read('-')).toEqual({ from: 'input' });
  });

  it.each([
    ['', '--properties is empty. It must be an object of JSON.'],
    ['{"a":', '--properties is no JSON: '],
    ['a=1', `It must be an object of JSON, such as '{"total": 30}', @FILE, or - for`],
    ['[1]', `--properties must be an object of JSON, such as '{"total": 30}'; found an array.`],
    ['null', 'found null.'],
    [
      '@nowhere.json',
      '--properties: there is no file nowhere.json. Name one that exists behind @.',
    ],
    ['@lib', "--properties: lib can't be read (EISDIR)."],
  ])('is refused with its option: %s', async (typed, text) => {
    const error: unknown = await read(typed).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringContaining(text) });
  });

  it('names the file that is broken or too large', async () => {
    const folder = aProject({ 'a.json': '{', 'b.json': ' '.repeat(1024 * 1024 + 1) });
    const a = join(folder, 'a.json');
    const b = join(folder, 'b.json');
    await expect(read(`@${a}`)).rejects.toThrow(`--properties (${a}) is no JSON: `);
    await expect(read(`@${b}`)).rejects.toThrow(`--properties: ${b} has more than 1 MB`);
  });

  it('is read from standard input once at most', async () => {
    const flags = { properties: '-', context: '-' };
    await expect(rawMessage('track', flags, () => Promise.resolve(INPUT))).rejects.toThrow(
      "--properties and --context can't both be standard input: write one as @FILE.",
    );
  });
});

describe('standard input', () => {
  it('is read whole, characters that are cut between chunks too', async () => {
    const bytes = Buffer.from('{"a":"€"}');
    const chunks = [bytes.subarray(0, 7), bytes.subarray(7)];
    expect(await wholeText(Readable.from(chunks))).toBe('{"a":"€"}');
  });

  it('is refused once it has more than any message', async () => {
    const endless = function* () {
      for (;;) yield Buffer.alloc(64 * 1024);
    };
    await expect(wholeText(Readable.from(endless()))).rejects.toThrow('more than 1 MB');
  });
});
