import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import { htmlOf } from '../../../lib/plan/docs/html.js';
import { markdownOf } from '../../../lib/plan/docs/markdown.js';
import { planPage } from '../../../lib/plan/docs/plan-blocks.js';
import type { PlanDocument, PlanRule } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { SEEDED } from '../../support/seed.js';
import { aDocument, anEventRule } from '../a-plan.js';

const NOW_MS = Date.parse('2026-06-01T00:00:00Z');
const example = loadPlan('spec/fixtures/plan/example-plan.json').document;

function markdown(document: PlanDocument): string {
  return markdownOf(planPage(loadPlan(document).document, NOW_MS));
}

function html(document: PlanDocument): string {
  return htmlOf(planPage(loadPlan(document).document, NOW_MS));
}

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

describe('the document of a plan', () => {
  it('answers the four questions, and has the properties of each version', () => {
    const text = markdown(example);
    expect(text).toContain(`### Product Viewed

- **What:** Product Viewed
- **Why:** Which products draw interest?
- **For whom:** Merchandising
- **Where:** Amplitude, Facebook Pixel
- **Labels:** \`platform: web\` \`priority: p1\` \`team: shop\`

| Property | Type | Required | Limits | Description |
| --- | --- | --- | --- | --- |
| \`product_id\` | string | **required** |  | Product key. |`);
    expect(text).toContain(
      '| `products.$.price` | number | **required** | at least 0 | Unit price. |',
    );
    expect(text).toContain(
      '#### Version 1 (default)\n\n- **What:** Order Completed\n- **Why:**\n  - How much',
    );
    expect(text).toContain('#### Version 2\n\n- **What:** Order Completed, with subtotal');
    expect(text).toContain('- [Events](#events)\n  - [Order Completed](#track-order-completed)');
    expect(text).toContain('One of these must be there: `userId`, `anonymousId`.');
    expect(text).toContain('| `track` | blocked | left out | left out | passes |');
    expect(text).toContain('  - renames `properties.orderId` to `properties.order_id`');
  });

  it('is the same whatever the order of the plan', () => {
    const { rules, connections = [] } = example;
    const turned = { ...example, rules: rules.toReversed(), connections: connections.toReversed() };
    expect(markdown(turned)).toBe(markdown(example));
    expect(html(turned)).toBe(html(example));
  });

  it('shows what has no answer', () => {
    const text = markdown(aDocument(anEventRule({ a: {} })));
    expect(text).toContain('- **What:** (not answered)\n- **Why:** (not answered)');
  });

  it('has the answers of one version for those that have none', () => {
    const planning = { what: 'It', why: ['Why?'], forWhom: ['Us'], where: ['There'] };
    const [one, other] = [anEventRule({}, {}, { planning }), anEventRule({}, {}, { version: 2 })];
    const text = markdown(aDocument(one, other));
    expect(text).toContain('### An Event\n\n- **What:** It');
    expect(text).not.toContain('not answered');
  });

  it.each<[string, object, string]>([
    ['values', { enum: ['a', 1, null, ''] }, '| any |  | one of `a`, `1`, `null`, `""` |'],
    ['a constant', { type: 'string', const: 'a' }, '| string |  | always `a` |'],
    [
      'a pattern and a format',
      { type: 'string', pattern: '^a$', format: 'email' },
      'pattern `^a$`; format `email`',
    ],
    [
      'ranges',
      { minimum: 1, exclusiveMaximum: 5, multipleOf: 2 },
      'at least 1, less than 5; a multiple of `2`',
    ],
    [
      'sizes',
      { type: 'array', items: { type: ['string', 'null'] }, minItems: 1, maxItems: 3 },
      '| array of string or null |  | 1 to 3 items |',
    ],
    ['conditions', { anyOf: [{ const: 1 }] }, 'anyOf `[{"const":1}]`'],
    [
      'what is closed',
      { type: 'object', properties: {}, additionalProperties: false },
      'nothing else inside',
    ],
  ])('has %s', (_, property, cells) => {
    expect(markdown(aDocument(anEventRule({ p: property })))).toContain(cells);
  });

  it('says what is deprecated, closed, elsewhere in the message, and off', () => {
    const rule: PlanRule = {
      type: 'IDENTIFY',
      deprecatedAt: '2026-01-01T00:00:00Z',
      jsonSchema: {
        required: ['context'],
        properties: {
          context: { properties: { ip: { type: 'string' } } },
          traits: { additionalProperties: false, properties: { a: {} }, not: { required: ['b'] } },
        },
      },
    };
    const transformations = [
      {
        name: 'Hash',
        sourceId: 'web',
        enabled: false,
        if: "type = 'identify'",
        hashPropertiesConfiguration: {
          algorithm: 'SHA256',
          key: 'a-secret',
          paths: ['traits.email'],
        },
      },
    ];
    const text = markdown({ ...aDocument(rule), transformations });
    expect(text).toContain('**deprecated since 2026-01-01T00:00:00Z**');
    expect(text).toContain('No other traits are allowed.');
    expect(text).toContain('| `context.ip` | string |');
    expect(text).toContain('Its traits must meet these conditions, too:\n\n```json\n{\n  "not"');
    expect(text).toContain('### Hash (off)');
    expect(text).toContain('hashes by SHA256: `traits.email`');
    expect(text).not.toContain('a-secret');
  });
});

/** Texts of signs that mean something in Markdown or HTML. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...'|`*_~<>&[]()#!+-=.:$\\\'"@/1a '.split(''),
      ...[
        '\n',
        '\r\n',
        '\n\n',
        '```',
        '](x)',
        '<b>',
        '</td>',
        '<!--',
        '&lt;',
        '&#60;',
        'https://a.example',
        '1. ',
        '- ',
        '> ',
        '| --- |',
        String.raw`\|`,
        '{{x}}',
      ],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => `s${parts.join('')}e`);

const hostilePlans = fc
  .tuple(hostile, hostile, hostile, hostile, hostile, hostile)
  .map(([name, key, property, description, value, why]) => ({
    texts: [name, key, property, description, value, why],
    plan: {
      name,
      description,
      rules: [
        {
          ...anEventRule({ [property]: { description, enum: [value] } }, {}, { key }),
          planning: { what: name, why: [why, description], forWhom: [why], where: [value] },
        },
      ],
      connections: [{ sourceId: value }],
      transformations: [
        { name: why, sourceId: key, enabled: true, if: "event = 'a'", newEventName: property },
      ],
    },
  }));

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

describe('the HTML', () => {
  const text = html(example);

  it('runs nothing, loads nothing, and says so to the browser', () => {
    expect(text).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|url\(|@import|https?:\/\//i);
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('has a place for every link of its contents', () => {
    const places = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...text.matchAll(/ href="#([^"]+)"/g)].map(([, to]) => to);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((to) => !places.has(to))).toEqual([]);
  });

  it('tells names apart that look the same in an address', () => {
    const [one, other] = ['Order: Paid', 'Order – Paid'].map((key) => anEventRule({}, {}, { key }));
    const both = html(aDocument(...[one, other].flatMap((rule) => rule ?? [])));
    expect(both).toContain('id="track-order-paid"');
    expect(both).toContain('id="track-order-paid-2"');
  });
});
