import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { codeIn, rowsOf } from '../support/documents.js';

// They are looked at as they are built: `npm run build` comes first.
const EXPORTS = {
  process: ['handleSignals'],
  lambda: ['withAnalytics'],
  express: ['analyticsMiddleware'],
  fastify: ['fastifyAnalytics'],
  nest: ['ANALYTICS', 'AnalyticsModule', 'InjectAnalytics', 'RequestAnalytics'],
  hono: ['analytics'],
  next: ['requestAnalytics', 'sharedAnalytics'],
  otel: ['observe'],
  monitor: ['deliveryView', 'health', 'healthHandler', 'prometheusText', 'statsHandler'],
};
const LARGEST_BYTES = 18_000;
/** With a page in it, and what draws that; and with every figure in words. */
const LARGEST_OF: Readonly<Record<string, number>> = { monitor: 42_000, otel: 24_000 };

/** What a program prints, as JSON. */
function run(code: string, kind: 'module' | 'commonjs'): unknown {
  const printed = execFileSync(process.execPath, [`--input-type=${kind}`, '-e', code]);
  return JSON.parse(printed.toString('utf8'));
}

/** The modules that a built file asks for, as it stands. */
function modulesOf(file: string): readonly string[] {
  const text = readFileSync(`dist/${file}`, 'utf8').replace(/^\s*(?:\*|\/\/).*$/gm, '');
  const forms = /\brequire\(["']([^"']+)["']\)|^(?:import|export)\b[^;=]*?["']([^"']+)["'];$/gm;
  return [...text.matchAll(forms)].map(([, called, declared]) => called ?? declared ?? '');
}

/** The classes that a built file holds. */
function classesIn(file: string): readonly string[] {
  const forms = /\b(\w+) = class\b|^class (\w+)/gm;
  const found = [...readFileSync(`dist/${file}`, 'utf8').matchAll(forms)];
  return found.map(([, assigned, declared]) => assigned ?? declared ?? '');
}

describe.each(Object.entries(EXPORTS))('waybill/%s', (name, names) => {
  it('gives the same by import and by require', () => {
    const listed = 'JSON.stringify(Object.keys(entry).sort())';
    const byImport = `import * as entry from 'waybill/${name}'; console.log(${listed});`;
    const byRequire = `const entry = require('waybill/${name}'); console.log(${listed});`;
    expect([run(byImport, 'module'), run(byRequire, 'commonjs')]).toEqual([names, names]);
  });

  it('has every export in its reference', () => {
    const reference = readFileSync('docs/reference/integrations.md', 'utf8');
    const row = rowsOf(reference).find(([first]) => first === `\`waybill/${name}\``);
    const source = readFileSync(`lib/integrations/${name}.ts`, 'utf8');
    const declared = [
      ...source.matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm),
    ];
    const exported = declared.map((match) => match[1]);
    expect(exported).toEqual(expect.arrayContaining(names));
    expect(codeIn(row?.[1] ?? '')).toEqual(expect.arrayContaining(exported));
    const passedOn = [...source.matchAll(/^export type \{ ([^}]+) \} from/gm)];
    const shared = passedOn.flatMap((match) => match[1]?.split(', ') ?? []);
    expect(codeIn(reference)).toEqual(expect.arrayContaining(shared));
  });

  it.each(['mjs', 'cjs'])(
    'is small, and needs the client and no framework of its own: .%s',
    (ending) => {
      const file = `${name}.${ending}`;
      expect(readFileSync(`dist/${file}`).length).toBeLessThan(LARGEST_OF[name] ?? LARGEST_BYTES);
      const ofOthers = modulesOf(file).filter(
        (one) => !isBuiltin(one) && !/^\.\/(?:index|integration-)/.test(one),
      );
      const peers = { nest: ['@nestjs/common'], otel: ['@opentelemetry/api'] } as const;
      expect(ofOthers).toEqual(peers[name as keyof typeof peers] ?? []);
    },
  );
});

describe('waybill/workers', () => {
  it('imports nothing', () => {
    expect(modulesOf('workers.mjs')).toEqual([]);
    expect(readFileSync('dist/workers.mjs', 'utf8')).not.toMatch(/\b(?:import|require)\(["']/);
  });
});

describe('what the entry points share', () => {
  const built = readdirSync('dist').filter(
    (file) => file.endsWith('.mjs') || file.endsWith('.cjs'),
  );
  const forWorkers = ['hono-workers.mjs', 'next-workers.mjs'];

  it('needs nothing else either', () => {
    const shared = built.filter((file) => /^integration-(?!workers)/.test(file));
    expect(shared.length).toBeGreaterThan(0);
    for (const module of shared.flatMap(modulesOf)) {
      expect(module).toMatch(/^node:|^\.\/(?:index|integration-)/);
    }
  });

  it('holds no copy of a class of the client', () => {
    const ofClient = classesIn('index.mjs');
    expect(ofClient).toEqual(expect.arrayContaining(['Analytics', 'Scope', 'ValidationError']));
    const ours = [...Object.keys(EXPORTS).map((name) => `${name}.mjs`), ...forWorkers];
    const files = built.filter((file) => ours.includes(file) || file.startsWith('integration-'));
    const classes = files.flatMap(classesIn);
    expect(classes).toEqual(expect.arrayContaining(['RequestScopes', 'AnalyticsModule']));
    expect(classes.filter((name) => ofClient.includes(name))).toEqual([]);
  });

  it('needs the client for workers alone, where it runs in one', () => {
    const shared = built.filter((file) => file.startsWith('integration-workers'));
    expect(built).toEqual(expect.arrayContaining(forWorkers));
    for (const module of [...forWorkers, ...shared].flatMap(modulesOf)) {
      expect(module).toMatch(/^\.\/(?:workers|integration-workers-)/);
    }
  });
});
