import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Analytics } from '../lib/client/analytics.js';
import type { AnalyticsEvents } from '../lib/client/events.js';
import { DROP_REASONS } from '../lib/message/outcome.js';
import { codeIn, deadLinks, pages, projectFiles, reference, rowsOf } from './support/documents.js';
import { membersOf } from './support/members-of.js';
import { HOMES, ROOMS, WORKSPACE_ROOMS } from './support/rooms.js';

const EVENTS: Readonly<Record<keyof AnalyticsEvents, true>> = {
  error: true,
  drop: true,
  violation: true,
  drained: true,
  call_after_close: true,
  initialize: true,
  register: true,
  deregister: true,
  dispatch_start: true,
  http_request: true,
  http_response: true,
  identify: true,
  track: true,
  page: true,
  screen: true,
  group: true,
  alias: true,
};

const STEPS = ['index', 'filter', 'sample', 'redact', 'allow', 'consent', 'enrich'];

/** The first cells of the rows whose first cell is code. */
const named = (text: string): readonly string[] =>
  rowsOf(text).flatMap(([first]) => codeIn(first ?? ''));

describe('the reference', () => {
  it('has every reason, in outcomes.md', () => {
    const outcomes = new Set(named(reference('outcomes')));
    expect(DROP_REASONS.filter((reason) => !outcomes.has(reason))).toEqual([]);
  });

  it('has every code of an error, in errors.md', () => {
    // What the command line tool finds has codes of its own: spec/cli/reference.spec.ts looks at those. So has health.
    const sources = projectFiles().filter(({ path }) =>
      /^lib\/(?!cli\/|plan\/(?:advice|diff)\/|integrations\/monitor\/health)/.test(path),
    );
    const literals = sources.flatMap(({ text }) =>
      [...text.matchAll(/\bcode: '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(literals).toContain('queue-full');
    const [, table = ''] = reference('errors').split('\n## Codes\n');
    const documented = new Set(named(table));
    const codes = [...new Set([...literals, ...DROP_REASONS])];
    expect(codes.filter((code) => !documented.has(code))).toEqual([]);
  });

  it('has every event, in client.md', () => {
    const [, table = ''] = reference('client').split('\n## Events\n');
    expect(named(table)).toEqual(expect.arrayContaining(Object.keys(EVENTS)));
  });

  it('has every method and every number of stats(), in client.md', () => {
    const analytics = new Analytics({ writeKey: 'a-write-key' });
    const code = codeIn(reference('client')).map((text) => text.replace(/\(.*/, ''));
    const own = Object.getOwnPropertyNames(analytics).filter((name) => !name.startsWith('_'));
    const methods = own.filter(
      (name) => name in Analytics.prototype && !(name in EventTarget.prototype),
    );
    expect(methods).toContain('track');
    expect(code).toEqual(expect.arrayContaining([...methods, ...Object.keys(analytics.stats())]));
  });

  it('has every public export', () => {
    const steps = STEPS.map((name) => `steps/${name}`);
    const all = ['client', 'options', 'messages', 'plugins', 'outcomes', 'errors', ...steps]
      .map(reference)
      .join('\n');
    const code = new Set(codeIn(all));
    const exported = namesIn('lib/index.ts');
    expect(exported).toContain('AnalyticsOptions');
    expect(exported.filter((name) => !code.has(name))).toEqual([]);
  });
});

describe('docs/guide/observability.md', () => {
  const code = new Set(codeIn(readFileSync('docs/guide/observability.md', 'utf8')));

  it.each([
    ['reason of health', 'lib/integrations/monitor/health.ts', /^ {2}\| '([a-z-]+)'/gm, 6],
    ['channel', 'lib/client/channels.ts', /channel\('([^']+)'\)/g, 9],
  ])('has every %s', (_what, path, form, count) => {
    const names = [...readFileSync(path, 'utf8').matchAll(form)].map(([, name = '']) => name);
    expect(names).toHaveLength(count);
    expect(names.filter((name) => !code.has(name))).toEqual([]);
  });
});

describe('docs/reference/vocab.md', () => {
  it('has every export of waybill/vocab', () => {
    const code = new Set(codeIn(reference('vocab')).map((text) => text.replace(/\(.*/, '')));
    const exported = namesIn('lib/vocab/index.ts');
    expect(exported).toEqual(expect.arrayContaining(['vocabularies', 'Ecommerce']));
    expect(exported.filter((name) => !code.has(name))).toEqual([]);
  });

  it.each(['Vocabulary', 'VocabularyEvent'])('has every field of a %s', (name) => {
    const code = new Set(codeIn(reference('vocab')));
    const fields = membersOf('lib/vocab/vocabulary.ts', name);
    expect(fields.length).toBeGreaterThan(8);
    expect(fields.filter((field) => !code.has(field))).toEqual([]);
  });
});

describe('docs/design/layers.md', () => {
  const rows = rowsOf(readFileSync('docs/design/layers.md', 'utf8'));

  it('has the table that spec/architecture.spec.ts enforces', () => {
    for (const [room, allowed] of Object.entries(ROOMS)) {
      const row = rows.find(([first]) => first === `\`${room}\``);
      expect([room, codeIn(row?.[1] ?? '')]).toEqual([room, allowed]);
    }
  });

  it('has the homes of third parties', () => {
    for (const [name, homes] of Object.entries(HOMES)) {
      const row = rows.find(([first]) => first === `\`${name}\``);
      expect([name, codeIn(row?.[1] ?? '')]).toEqual([name, homes]);
    }
  });
});

describe('docs/design/workspace.md', () => {
  const rows = rowsOf(readFileSync('docs/design/workspace.md', 'utf8'));

  it('has the table of rooms that spec/architecture.spec.ts enforces', () => {
    for (const [room, allowed] of Object.entries(WORKSPACE_ROOMS)) {
      const row = rows.find(([first]) => first === `\`${room}/\``);
      expect([room, row?.[2]]).toEqual([room, allowed.join(', ') || '–']);
    }
  });
});

describe('the documentation', () => {
  it.each(pages().map(({ path }) => path))('has no dead link in %s', (path) => {
    expect(deadLinks({ path, text: readFileSync(path, 'utf8') })).toEqual([]);
  });

  it('finds a dead link, in a made-up page', () => {
    const text =
      '[a](nowhere.md) [b](LICENSE) [c](#none) [d](#it-is) [e](https://example.com)\n\n## It is';
    expect(deadLinks({ path: 'made-up.md', text })).toEqual(['nowhere.md', '#none', '#it-is']);
  });

  it('mentions no place of one machine, and neither does the code', () => {
    const local =
      /(?:^|[\s"'`(=])(?:\/(?:home|root|work|Users|tmp)\/[\w.]|file:\/\/\/|[A-Z]:\\\\?\w)/m;
    expect('cat /home/ada/notes').toMatch(local);
    const found = projectFiles().filter(
      ({ path, text }) => !path.includes('spec/') && local.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

/** What an entry point exports. */
function namesIn(path: string): readonly string[] {
  const names = [...readFileSync(path, 'utf8').matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.replace(/^\s*type\s/, '').trim()),
  );
  return names.filter((name) => name !== '' && !name.endsWith(' as default'));
}
