import fc from 'fast-check';
import { anEventRule } from '../a-plan.js';

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

/** Plans that consist of them, with what a reader is to see. */
export const hostilePlans = fc
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
