import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { replaceFile } from '../../../lib/cli/plan/plan-file.js';
import { waybill } from '../waybill.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';

const PLAN = 'spec/fixtures/plan/example-plan.json';

let folder: Folder;
let messages: string;
beforeEach(() => {
  folder = aFolder();
  messages = folder.write('messages.ndjson', lines(aTrack('Order Completed')));
});
afterEach(() => folder.dispose());

describe('the file of a plan', () => {
  const commands = (plan: string): readonly (readonly string[])[] => [
    ['check', plan],
    ['diff', plan, PLAN],
    ['diff', PLAN, plan],
    ['docs', plan],
    ['types', plan, '--out', join(folder.path, 'a.ts')],
    ['push', plan, '--yes'],
    ['verify', messages, '--plan', plan],
  ];

  it('that is not there is told in one way', async () => {
    for (const words of commands('none.yaml')) {
      expect(await waybill('plan', ...words)).toMatchObject({
        exitCode: 2,
        out: '',
        complaints: 'error: There is no file none.yaml. Name the file that has the plan.\n',
      });
    }
  });

  it('that is a folder is told in one way', async () => {
    for (const words of commands(folder.path)) {
      expect(await waybill('plan', ...words)).toMatchObject({
        exitCode: 2,
        out: '',
        complaints: `error: ${folder.path} is a folder. Name the file that has the plan.\n`,
      });
    }
  });
});

describe('a file that a command writes', () => {
  const commands = (out: string): readonly (readonly string[])[] => [
    ['docs', PLAN, '--out', out],
    ['types', PLAN, '--out', out],
    ['infer', messages, '--out', out, '--force'],
    ['verify', messages, '--plan', PLAN, '--junit', out, '--allow-unplanned'],
  ];

  it('is written into a folder that is not there yet', async () => {
    for (const [index, words] of commands('').entries()) {
      const out = join(folder.path, `reports-${index}`, 'deep', 'file.txt');
      const { complaints } = await waybill('plan', ...words.map((word) => word || out));

      expect(complaints).toBe('');
      expect(readFileSync(out, 'utf8')).not.toBe('');
    }
  });

  it.each([
    ['is a folder', 'folder', / is a folder\. Name a file to write\.\n$/],
    [
      'has a file in the place of its folder',
      'messages.ndjson/out',
      /out can't be written|out can't be read/,
    ],
  ])('is told where it %s', async (_, name, expected) => {
    mkdirSync(join(folder.path, 'folder'));
    for (const words of commands(join(folder.path, name))) {
      const { exitCode, out, complaints } = await waybill('plan', ...words);

      expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
      expect(complaints).toMatch(expected);
    }
  });

  it('stays a link where it is one, and leaves nothing else behind', () => {
    const file = folder.write('a/plan.yaml', 'old');
    symlinkSync(file, join(folder.path, 'link.yaml'));
    replaceFile(join(folder.path, 'link.yaml'), 'new');

    expect(folder.read('a/plan.yaml')).toBe('new');
    expect(readdirSync(join(folder.path, 'a'))).toEqual(['plan.yaml']);
  });

  it('may be a device, which is not replaced', () => {
    expect(() => replaceFile('/dev/null', 'text')).not.toThrow();
    expect(readFileSync('/dev/null', 'utf8')).toBe('');
  });
});
