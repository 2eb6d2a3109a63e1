import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { contentsOf, pathsIn } from '../site/parts/contents.mjs';
import { linkedFiles, slugOf, withLinksLed } from '../site/parts/links.mjs';
import { placeOf } from '../site/parts/stage.mjs';
import { anchorsOf, codeIn, rowsOf } from './support/documents.js';

const read = (path: string): string => readFileSync(join('docs', path), 'utf8');
const sections = contentsOf();
const listed = pathsIn(sections);

describe('docs/index.md, which is the order of the site', () => {
  const guides = pathsIn(sections.filter(({ text }) => text === 'Guide'));

  it('lists every page once; those of a folder may be listed by its own index', () => {
    const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.md') && name !== 'index.md',
    );
    const byIndex = listed
      .filter((path) => path.endsWith('/index.md'))
      .flatMap((path) => linkedFiles({ path, text: read(path) }))
      .filter((path) => !listed.includes(path));
    expect([...listed, ...new Set(byIndex)].sort()).toEqual(pages.sort());
  });

  it('begins where a newcomer does', () => {
    expect(guides.slice(0, 2)).toEqual(['guide/getting-started.md', 'guide/which-option.md']);
  });

  it.each([
    ['guide/workspace.md', 'guide/plans.md'],
    ['guide/frameworks.md', 'guide/ambient-scope.md'],
    ['guide/plugins.md', 'guide/plans.md'],
    ['guide/typed-tracking.md', 'guide/plans.md'],
    ['guide/plans.md', 'guide/plan-in-ci.md'],
    ['guide/shutdown.md', 'guide/spool.md'],
    ['guide/spool.md', 'guide/how-waybill-fails.md'],
    ['guide/how-waybill-fails.md', 'guide/troubleshooting.md'],
  ])('has %s before %s', (first, second) => {
    expect(guides).toContain(first);
    expect(guides.indexOf(first)).toBeLessThan(guides.indexOf(second));
  });

  it('gives each guide to one group, which has a name', () => {
    const guide = sections.find(({ text }) => text === 'Guide');
    expect(guide?.items?.length).toBeGreaterThan(3);
    for (const { text, items } of guide?.items ?? []) {
      expect(text).not.toBe('');
      expect(items?.length).toBeGreaterThan(0);
    }
  });
});

describe('docs/guide/which-option.md', () => {
  const cells = rowsOf(read('guide/which-option.md')).map(([, set = '']) => set);
  const options = rowsOf(read('reference/options.md')).flatMap(([first = '']) => codeIn(first));
  const whole = options.filter((name) => !name.includes('.'));

  it('has every option', () => {
    const named = new Set(cells.flatMap(codeIn).map((code) => code.split(':')[0]));
    // The parts of an option are with it, in the reference.
    const expected = [...whole, 'oauthSettings', 'spool', 'retry'];
    expect(whole).toContain('flushAt');
    expect([...new Set(expected)].filter((name) => !named.has(name))).toEqual([]);
  });

  it('names no option that there is not', () => {
    const words = cells.flatMap(codeIn).map((code) => code.split(':')[0] ?? '');
    const heads = new Set(options.flatMap((name) => name.split('.')));
    const others = [
      '...SEGMENT_EU',
      'handleSignals',
      'withAnalytics',
      'timeout',
      'NODE_DEBUG=waybill',
    ];
    const unknown = words.filter(
      (word) => !heads.has(word) && !others.includes(word) && !/^(?:await )?analytics\./.test(word),
    );
    expect(unknown).toEqual([]);
  });
});

describe('docs/guide/troubleshooting.md', () => {
  const [, byCode = ''] = read('guide/troubleshooting.md').split('\n## By error code\n');
  const entries = byCode.split('\n### ').slice(1);

  it('has an entry for every code of an error, in the order of the reference', () => {
    const [, table = ''] = read('reference/errors.md').split('\n## Codes\n');
    const codes = rowsOf(table)
      .flatMap(([first = '']) => codeIn(first))
      .filter((code) => code !== 'code');
    expect(codes).toContain('queue-full');
    expect(entries.map((entry) => codeIn(entry)[0])).toEqual(codes);
  });

  it('says something in each', () => {
    const empty = entries.filter((entry) => entry.split('\n').slice(1).join('').length < 60);
    expect(empty).toEqual([]);
  });
});

describe('docs/reference/figures.md', () => {
  const text = read('reference/figures.md');

  it('says by which command, on which machine and when it was made', () => {
    expect(text).toMatch(/Made on \d{4}-\d{2}-\d{2} by `npm run bench -- .*--report/);
    expect(text).toMatch(/on Node v\d+\.\d+\.\d+, \d+ × /);
    expect(text).toMatch(/load average was [\d.]+ before/);
  });

  it('has charts with the peers', () => {
    const charts = [...text.matchAll(/!\[(.*?)\]\(figures\/[\w-]+\.svg\)/g)].map(([, alt]) => alt);
    const withPeers = charts.filter((alt) => /waybill .*segment|segment .*waybill/.test(alt ?? ''));
    expect(withPeers.length).toBeGreaterThan(4);
  });
});

describe('links on the site', () => {
  it('lead to the same pages as on GitHub', () => {
    const text =
      '[a](plans.md#it) ![b](images/b.png) [c](../../README.md) [d](#x) [e](https://example.com)\n' +
      '[f](../../examples/shop/plan.yaml)\n\n```md\n[g](plans.md)\n```\n';
    expect(withLinksLed({ path: 'docs/guide/made-up.md', text }, placeOf)).toBe(
      '[a](./plans.md#it) ![b](./images/b.png) [c](../project/readme.md) [d](#x) [e](https://example.com)\n' +
        '[f](../project/files/examples/shop/plan.yaml.md)\n\n```md\n[g](plans.md)\n```\n',
    );
  });

  it.each([
    ['CHANGELOG.md', 'project/changelog.md'],
    ['docs/index.md', 'index.md'],
    ['docs/guide/images/a.png', 'guide/images/a.png'],
    ['bench/README.md', 'project/files/bench/README.md'],
    ['bench/run.mjs', 'project/files/bench/run.mjs.md'],
  ])('has %s at %s', (path, place) => {
    expect(placeOf(path)).toBe(place);
  });

  it('have the anchors that GitHub gives headings', () => {
    const heading = "`plan_a` isn't (B): 2 – x";
    expect(slugOf(heading)).toBe('plan_a-isnt-b-2--x');
    expect(anchorsOf(`## ${heading}`)).toEqual([slugOf(heading)]);
  });
});
