import { describe, expect, it } from '@jest/globals';
import type { PlanRule } from '../../../lib/plan/document.js';
import { aDocument, anEventRule } from '../a-plan.js';
import { example, html, markdown } from './a-page.js';

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
