import { describe, expect, it } from '@jest/globals';
import type { ClientName } from '../../../lib/cli/migrate/clients.js';
import { applyEdits } from '../../../lib/cli/migrate/edits.js';
import { migrateManifest } from '../../../lib/cli/migrate/manifest.js';

function look(text: string, left: readonly ClientName[] = []) {
  const task = { path: 'package.json', text, range: '^0.1.0', left: new Set(left) };
  const { remarks } = migrateManifest(task);
  return {
    codes: remarks.map(({ code }) => code),
    text: applyEdits(
      text,
      remarks.flatMap(({ edits }) => edits),
    ),
  };
}

describe('package.json', () => {
  it.each([
    ['{"dependencies":{"analytics-node":"6"}}', '{"dependencies":{"waybill": "^0.1.0"}}'],
    [
      '{"peerDependencies":{"a":"1","@segment/analytics-node" : ">=2","b":"2"}}',
      '{"peerDependencies":{"a":"1","waybill": "^0.1.0","b":"2"}}',
    ],
    [
      '{"dependencies":{"@segment/analytics-core":"1", "@segment/analytics-node":"3"}}',
      '{"dependencies":{"waybill": "^0.1.0"}}',
    ],
    ['{"dependencies":{"waybill":"1", "analytics-node":"6"}}', '{"dependencies":{"waybill":"1"}}'],
    [
      '{"dependencies":{"analytics-node":"6", "@segment/analytics-core":"1", "waybill":"1"}}',
      '{"dependencies":{"waybill":"1"}}',
    ],
    [
      '{"dependencies":{"analytics-node":"6", "waybill":"1", "@segment/analytics-core":"1", "@segment/analytics-node":"1"}}',
      '{"dependencies":{"waybill":"1"}}',
    ],
    [
      '\uFEFF{\r\n\t"optionalDependencies": {\r\n\t\t"analytics-node": "6"\r\n\t}\r\n}\r\n',
      '\uFEFF{\r\n\t"optionalDependencies": {\r\n\t\t"waybill": "^0.1.0"\r\n\t}\r\n}\r\n',
    ],
  ])('depends on Waybill instead: %j', (before, after) => {
    expect(look(before).text).toBe(after);
    expect(look(after)).toEqual({ codes: [], text: after });
  });

  it('depends on both while an import is left', () => {
    const before = '{\n  "dependencies": {\n    "analytics-node": "6",\n    "b": "1"\n  }\n}\n';
    const after =
      '{\n  "dependencies": {\n    "analytics-node": "6",\n    "waybill": "^0.1.0",\n    "b": "1"\n  }\n}\n';
    expect(look(before, ['legacy'])).toEqual({
      codes: ['dependency-added', 'dependency-kept'],
      text: after,
    });
    expect(look(after, ['legacy'])).toEqual({ codes: ['dependency-kept'], text: after });
  });

  it.each([
    '{}',
    '[]',
    '1',
    '{"name":"analytics-node","scripts":{"analytics-node":"a"}}',
    '{"dependencies":["analytics-node"]}',
    '{"dependencies":{"analytics":"1"}}',
  ])('is left alone: %s', (text) => {
    expect(look(text)).toEqual({ codes: [], text });
  });

  it('that is no JSON is unreadable', () => {
    expect(look('{"dependencies":{"analytics-node":"6",}}').codes).toEqual(['unreadable']);
    expect(look('// a\n{}').codes).toEqual(['unreadable']);
  });

  it('may have types that go', () => {
    const text = '{"devDependencies":{"@types/analytics-node":"3"}}';
    expect(look(text)).toEqual({ codes: ['types-package'], text });
  });
});
