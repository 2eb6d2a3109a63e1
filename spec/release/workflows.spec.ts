import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly on: {
    readonly push?: { readonly tags?: readonly string[]; readonly branches?: unknown };
  };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
    >
  >;
}

const FOLDER = '.github/workflows';
const names = readdirSync(FOLDER);
const read = (name: string): Workflow => load(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
const stepsOf = (workflow: Workflow): readonly Step[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps);

describe('the workflows', () => {
  it('are these', () => {
    expect(names.sort()).toEqual(['ci.yml', 'publish.yml']);
  });

  it.each(names)('%s uses actions by their full version', (name) => {
    const used = stepsOf(read(name)).flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((one) => !/^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/.test(one))).toEqual([]);
  });

  it.each(names)('%s may read the repository, and keeps no secret', (name) => {
    expect(read(name).permissions).toEqual({ contents: 'read' });
    expect(readFileSync(join(FOLDER, name), 'utf8')).not.toMatch(/secrets\.|TOKEN/);
  });

  it.each(names)('%s runs what is there', (name) => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const runs = stepsOf(read(name))
      .map(({ run = '' }) => run)
      .join('\n');
    const used = [...runs.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script);
    expect(used.filter((script) => !Object.keys(scripts).includes(script ?? ''))).toEqual([]);
    const files = [...runs.matchAll(/(?:^|[\s"])((?:scripts|\.ci)\/[\w./-]+)/g)];
    for (const [, file = ''] of files) expect(readFileSync(file, 'utf8')).not.toBe('');
  });

  it('publish.yml publishes tags alone, with provenance, after everything was installed and checked', () => {
    const workflow = read('publish.yml');
    expect(Object.keys(workflow.on)).toEqual(['push']);
    expect(workflow.on.push).toEqual({ tags: ['v[0-9]+.[0-9]+.[0-9]+*'] });
    expect(workflow.jobs['publish']?.permissions).toEqual({
      contents: 'read',
      'id-token': 'write',
    });
    const runs = stepsOf(workflow).map(({ run = '' }) => run);
    const placeOf = (words: string): number => runs.findIndex((run) => run.includes(words));
    expect(placeOf('check-release')).toBeGreaterThanOrEqual(0);
    expect(placeOf('npm cit')).toBeGreaterThan(placeOf('check-release'));
    expect(placeOf(' publish ')).toBeGreaterThan(placeOf('npm cit'));
    const publishing = runs
      .join('\n')
      .split('\n')
      .filter((line) => line.includes(' publish '));
    expect(publishing).toHaveLength(2);
    for (const line of publishing) expect(line).toContain('--provenance');
  });
});

describe('scripts/check-release.mjs', () => {
  const checked = (tag: string): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, ['scripts/check-release.mjs', tag], { encoding: 'utf8' });
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

  it('takes the tag of a version that the changelog has', () => {
    expect(checked(`v${version}`)).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    { tag: 'v99.0.0', says: ['package.json has the version', 'CHANGELOG.md has no "## [99.0.0]'] },
    { tag: 'latest', says: ['A tag is a version such as v1.2.3; found "latest".'] },
    { tag: '', says: ['found ""'] },
  ])('refuses "$tag", and says why', ({ tag, says }) => {
    const { status, stderr } = checked(tag);
    expect(status).toBe(1);
    for (const words of says) expect(stderr).toContain(words);
  });
});
