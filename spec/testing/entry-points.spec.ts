import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

// They are looked at as they are built: `npm run build` comes first.
const files = readdirSync('dist').filter((name) => /^testing.*\.[cm]js$/.test(name));

/** What a program prints. */
function run(kind: 'module' | 'commonjs', code: string): string {
  const args = [`--input-type=${kind}`, '-e', code];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).trim();
}

describe('the builds of waybill/testing', () => {
  it('hold no copy of a class of the client, and no vocabulary', () => {
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const text = readFileSync(`dist/${file}`, 'utf8');
      expect(text).not.toMatch(/\bclass (?:Analytics|Scope|ValidationError|AnalyticsError)\b/);
      expect(text).not.toMatch(/(?:Analytics|ValidationError) = class\b|VOCABULARY_LINES/);
    }
  });

  it('need the client, the vocabularies and each other, and the runner that they are for', () => {
    const form = /\brequire\(["']([^"']+)["']\)|^(?:import|export)\b[^;]*?["']([^"']+)["'];$/gm;
    const needed = files.flatMap((file) => {
      const text = readFileSync(`dist/${file}`, 'utf8');
      return [...text.matchAll(form)].map(([, called, declared]) => called ?? declared ?? '');
    });
    const others = needed.filter((name) => !/^\.\/(?:index|vocab|testing)[\w.-]*$/.test(name));
    expect([...new Set(others)].sort()).toEqual([
      '@jest/globals',
      'node:diagnostics_channel',
      'vitest',
    ]);
  });

  it.each([
    [
      'module',
      "const { createTestAnalytics } = await import('waybill/testing'); const { Analytics } = await import('waybill');",
    ],
    [
      'commonjs',
      "const { createTestAnalytics } = require('waybill/testing'); const { Analytics } = require('waybill');",
    ],
  ] as const)(
    'make a client of the class of the package, in a program of the kind %s',
    (kind, load) => {
      const code = `${load} console.log(createTestAnalytics().analytics instanceof Analytics);`;
      expect(run(kind, code)).toBe('true');
    },
  );

  it('let asserts of one build look at a recorder of the other', () => {
    const code = `
      import { createRequire } from 'node:module';
      import { assertTracked } from 'waybill/testing';
      const { createTestAnalytics } = createRequire(process.cwd() + '/')('waybill/testing');
      const { analytics } = createTestAnalytics();
      analytics.track({ userId: '42', event: 'Signed Up' });
      assertTracked(analytics, 'Signed Up');
      console.log('seen');`;
    expect(run('module', code)).toBe('seen');
  });

  it('say where matchers for Jest belong, outside of it', () => {
    const code =
      "try { await import('waybill/testing/jest'); } catch (error) { console.log(error.message); }";
    expect(run('module', code)).toBe(
      'waybill/testing/jest: expect must be a global of Jest (without globals, import waybill/testing/jest-globals instead); found undefined.',
    );
  });

  it('let a program end, whatever it leaves pending', () => {
    const code = `
      import { createTestAnalytics } from 'waybill/testing';
      const { analytics, endpoint } = createTestAnalytics();
      endpoint.reply(503).hang();
      analytics.track({ userId: '42', event: 'Signed Up' }, (error) => console.log(error ?? 'sent'));`;
    expect(run('module', code)).toBe('sent');
  });
});
