import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findFiles } from '../../../lib/cli/migrate/find-files.js';
import { aProject } from './a-project.js';

describe('the files of a folder', () => {
  it('are sources and manifests', () => {
    const names = ['a.js', 'a.mjs', 'a.cjs', 'a.jsx', 'a.ts', 'a.mts', 'a.cts', 'a.tsx'];
    const others = ['a.d.ts', 'a.d.mts', 'a.d.cts', 'a.json', 'a.vue', 'js', 'package-lock.json'];
    const all = [...names, ...others, 'package.json', 'b/c/package.json', 'b/d.ts'];
    const folder = aProject(Object.fromEntries(all.map((name) => [name, ''])));

    const found = findFiles(folder);

    expect([...found.sources].sort()).toEqual([...names, 'b/d.ts'].sort());
    expect([...found.manifests].sort()).toEqual(['b/c/package.json', 'package.json']);
    expect(found.closed).toEqual([]);
  });

  it.each(['node_modules', 'dist', 'build', 'coverage', '.next', '.git'])(
    'are not in %s',
    (name) => {
      const folder = aProject({ [`${name}/a.js`]: '', [`b/${name}/c/a.js`]: '', 'b/a.js': '' });
      expect(findFiles(folder).sources).toEqual(['b/a.js']);
    },
  );

  it('are not behind symbolic links', () => {
    const folder = aProject({ 'a/b.js': '' });
    symlinkSync(folder, join(folder, 'a', 'circle'));
    symlinkSync(join(folder, 'a', 'b.js'), join(folder, 'c.js'));
    expect(findFiles(folder).sources).toEqual(['a/b.js']);
  });

  it('are not what git ignores', () => {
    const folder = aProject({
      '.gitignore': 'out/\n*.gen.ts\n',
      'a.ts': '',
      'a.gen.ts': '',
      'out/b.js': '',
      'c/.gitignore': 'd.js',
      'c/d.js': '',
      'c/ü e.js': '',
    });
    const all = ['a.gen.ts', 'a.ts', 'c/d.js', 'c/ü e.js', 'out/b.js'];
    expect([...findFiles(folder).sources].sort()).toEqual(all);

    execFileSync('git', ['init', '--quiet', folder]);

    expect([...findFiles(folder).sources].sort()).toEqual(['a.ts', 'c/ü e.js']);
    expect(findFiles(join(folder, 'c')).sources).toEqual(['ü e.js']);
  });

  it('may be none', () => {
    const folder = aProject({});
    mkdirSync(join(folder, 'a'));
    expect(findFiles(folder)).toEqual({ sources: [], manifests: [], closed: [] });
  });
});
