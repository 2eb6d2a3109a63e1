import { describe, expect, it } from '@jest/globals';
import { projectFiles } from './support/documents.js';
import { FOLDERS, tooLong, written } from './support/too-long.js';

const ofLines = (count: number): string => '// A line.\n'.repeat(count);

describe('the files of the project', () => {
  const files = projectFiles();

  it.each(FOLDERS)('are looked at in %s/', (folder) => {
    const paths = written(files).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith(`${folder}/`)).length).toBeGreaterThan(2);
  });

  it('have at most 250 lines each', () => {
    expect(tooLong(files)).toEqual([]);
  });
});

describe('the check of their lengths', () => {
  it.each(['lib/base/a.ts', 'spec/flow/a.spec.ts', 'bench/run.mjs', 'workspace/page/style.css'])(
    'names %s and how long it is, where it has a line too many',
    (path) => {
      expect(tooLong([{ path, text: ofLines(251) }])).toEqual([
        `${path}: 251 lines, and 250 are the limit`,
      ]);
      expect(tooLong([{ path, text: ofLines(250) }])).toEqual([]);
    },
  );

  it.each([
    [
      'what a program wrote',
      'examples/a/analytics.ts',
      '// Made by `waybill plan types` from it.\n',
    ],
    ['data', 'spec/fixtures/plan/a.json', ''],
    ['a page', 'docs/reference/cli.md', ''],
  ])('lets %s be as long as it is', (_what, path, head) => {
    expect(tooLong([{ path, text: `${head}${ofLines(300)}` }])).toEqual([]);
  });
});
