import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import { SEEDED } from '../../support/seed.js';
import { example, html, markdown } from './a-page.js';
import { hostilePlans } from './hostile-plans.js';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['amp', '&'],
]);

/** What a reader of HTML sees, on one line. */
function seen(text: string): string {
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (all, code: string | undefined, name: string) =>
      code === undefined ? (ENTITIES.get(name) ?? all) : String.fromCodePoint(Number(code)),
    )
    .replaceAll(/\s+/g, ' ');
}

function tagsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/<([a-z]\w*)/g)].map(([, tag = '']) => tag))].sort();
}

describe('texts of a plan', () => {
  it('are what a reader of the Markdown sees, and make nothing else of the document', () => {
    const plain = tagsIn(marked.parse(markdown(example), { async: false }));
    fc.assert(
      fc.property(hostilePlans, ({ plan, texts }) => {
        const shown = marked.parse(markdown(plan), { async: false });
        expect(plain).toEqual(expect.arrayContaining([...tagsIn(shown)]));
        const words = seen(shown);
        for (const text of texts) expect(words).toContain(text.replaceAll(/\s+/g, ' '));
        expect(
          shown.match(/<a [^>]*>/g)?.every((tag) => /(?:id="|href="#)[a-z0-9-]+"/.test(tag)),
        ).toBe(true);
      }),
      SEEDED,
    );
  });

  it('are what a reader of the HTML sees, and make nothing else of the document', () => {
    const plain = tagsIn(html(example));
    fc.assert(
      fc.property(hostilePlans, ({ plan, texts }) => {
        const shown = html(plan);
        expect(plain).toEqual(expect.arrayContaining([...tagsIn(shown)]));
        const words = seen(shown);
        for (const text of texts) expect(words).toContain(text.replaceAll(/\s+/g, ' '));
      }),
      SEEDED,
    );
  });
});
