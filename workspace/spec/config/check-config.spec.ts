import { describe, expect, it } from '@jest/globals';
import { checkConfig } from '../../lib/config/check-config.js';
import { ConfigError } from '../../lib/config/config-error.js';

const FILE = 'waybill.config.ts';

function mistakeIn(config: unknown): ConfigError {
  try {
    checkConfig(config, FILE);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('No mistake was found.');
}

describe('a configuration', () => {
  it('may say everything', () => {
    const workspace = {
      port: 0,
      host: '::1',
      folder: 'here',
      memory: false,
      strict: true,
      maxLogBytes: 1_048_576,
      maxMemoryBytes: 1_048_576,
      sources: [{ name: 'shop', kind: 'web', writeKey: 'a-key', enabled: false }],
    };
    const client = { writeKey: 'a-key', host: 'https://example.com', path: '/v1/b' };
    expect(checkConfig({ workspace, client }, FILE)).toEqual({ workspace, client });
  });

  it.each([
    [{}],
    [{ workspace: {} }],
    [{ workspace: undefined, client: undefined }],
    [{ client: {} }],
  ])('may be empty: %j', (config) => {
    expect(checkConfig(config, FILE)).toEqual({ workspace: {}, client: {} });
  });

  it('has nothing of a field that is undefined', () => {
    const config = { workspace: { port: undefined }, client: { host: undefined } };
    const { workspace, client } = checkConfig(config, FILE);
    expect([...Object.keys(workspace), ...Object.keys(client)]).toEqual([]);
  });

  it('gives sources a kind, a write key and leave to send', () => {
    const sources = [{ name: 'shop' }, { name: 'app', kind: 'mobile' }];
    expect(checkConfig({ workspace: { sources } }, FILE).workspace.sources).toEqual([
      { name: 'shop', kind: 'server', writeKey: 'dev-shop', enabled: true },
      { name: 'app', kind: 'mobile', writeKey: 'dev-app', enabled: true },
    ]);
  });

  it.each([
    ['port', '80', 'a whole number from 0 to 65535; found the string "80"'],
    ['port', 65_536, 'from 0 to 65535; found the number 65536'],
    ['port', 1.5, 'found the number 1.5'],
    ['host', '', 'a text that is not empty; found the string ""'],
    ['folder', null, 'a text that is not empty; found null'],
    ['memory', 'yes', 'true or false; found the string "yes"'],
    ['strict', 1, 'true or false; found the number 1'],
    ['maxLogBytes', 1_000, 'a whole number from 1048576 to'],
    ['maxMemoryBytes', 1_000, 'a whole number from 1048576 to'],
    ['maxLogBytes', Number.NaN, 'found the number NaN'],
    ['plan', 7, 'the path of a tracking plan, or what loadPlan of waybill/plan gives; found'],
    ['plan', { rules: [] }, 'found an object'],
    ['sources', 'shop', 'such as [{ name: "shop" }]; found the string "shop"'],
    ['sources', [], 'found an empty list'],
    ['sources', { shop: {} }, 'found an object'],
  ])('is refused for %s: %j', (field, value, text) => {
    const mistake = mistakeIn({ workspace: { [field]: value } });
    expect(mistake).toMatchObject({ code: 'invalid-config', field: `workspace.${field}` });
    expect(mistake.message).toContain(`${FILE}: workspace.${field} must be `);
    expect(mistake.message).toContain(text);
  });

  it.each([
    [[{}], '[0].name', 'must be a text that is not empty; found nothing'],
    [[{ name: ' ' }], '[0].name', 'must be a text that is not empty; found the string " "'],
    [[{ name: 'a', kind: 'sever' }], '[0].kind', 'must be one of web, mobile, server, cloud'],
    [[{ name: 'a', writeKey: 7 }], '[0].writeKey', 'must be a text that is not empty'],
    [[{ name: 'a', enabled: 'no' }], '[0].enabled', 'must be true or false'],
    [[{ name: 'a', plan: '' }], '[0].plan', 'must be the path of a tracking plan'],
    [[{ name: 'a', sourceId: 1 }], '[0].sourceId', 'must be a text that is not empty'],
    [['a'], '[0]', 'must be an object; found the string "a"'],
    [[{ name: 'a' }, { name: 'a', writeKey: 'b' }], '[1].name', 'workspace.sources[0] too'],
    [[{ name: 'a' }, { name: 'b', writeKey: 'dev-a' }], '[1].writeKey', 'give each source its own'],
  ])('is refused for the sources %j', (sources, field, text) => {
    const mistake = mistakeIn({ workspace: { sources } });
    expect(mistake.field).toBe(`workspace.sources${field}`);
    expect(mistake.message).toContain(text);
  });

  it.each([
    [{ workspcae: {} }, 'workspcae', 'perhaps workspace is meant'],
    [{ workspace: { prot: 1 } }, 'workspace.prot', 'perhaps port is meant'],
    [{ workspace: { maxLogSize: 1 } }, 'workspace.maxLogSize', 'perhaps maxLogBytes is meant'],
    [{ client: { writekey: 'a' } }, 'client.writekey', 'perhaps writeKey is meant'],
    [
      { workspace: { sources: [{ name: 'a', writekey: 'b' }] } },
      'workspace.sources[0].writekey',
      'perhaps writeKey is meant. Known are name, kind, writeKey, enabled, plan, sourceId.',
    ],
  ])('is refused for a field that does not exist: %j', (config, field, text) => {
    const mistake = mistakeIn(config);
    expect(mistake.field).toBe(field);
    expect(mistake.message).toContain(`there is no field ${field}, ${text}`);
  });

  it.each([[undefined], [null], [[]], ['a text'], [() => ({})]])(
    'is refused where it is no object: %p',
    (config) => {
      expect(mistakeIn(config).message).toMatch(/what it exports by default must be an object/);
    },
  );

  it('is refused where it asks for both a folder and memory alone', () => {
    const mistake = mistakeIn({ workspace: { memory: true, folder: 'here' } });
    expect(mistake.message).toContain('take one of them out');
  });

  it('never repeats a long value whole, or a write key', () => {
    expect(mistakeIn({ workspace: { port: 'a'.repeat(5_000) } }).message.length).toBeLessThan(300);
    const sources = [
      { name: 'a', writeKey: 'secret' },
      { name: 'b', writeKey: 'secret' },
    ];
    expect(mistakeIn({ workspace: { sources } }).message).not.toContain('secret');
  });
});
