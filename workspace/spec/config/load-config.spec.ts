import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defineConfig } from '../../lib/config/config.js';
import { loadConfig } from '../../lib/config/load-config.js';
import { aFolder } from './a-folder.js';

// Files in other languages than JSON are loaded in a process of their own: spec/cli/dev/bin.spec.ts.
const JSON_FILE = 'waybill.config.json';
const WITH_PORT = JSON.stringify({ workspace: { port: 9_000 } });

describe('loading a configuration', () => {
  it('finds nothing to be configured where there is no file', async () => {
    expect(await loadConfig(aFolder())).toEqual({
      file: undefined,
      workspace: {},
      client: {},
    });
  });

  it('reads the file of the folder', async () => {
    const folder = aFolder({ [JSON_FILE]: WITH_PORT });
    const file = join(folder, JSON_FILE);
    expect(await loadConfig(folder)).toEqual({ file, workspace: { port: 9_000 }, client: {} });
  });

  it('reads the file that is named in the place of that of the folder', async () => {
    const folder = aFolder({ [JSON_FILE]: '{}', 'other/setup.json': WITH_PORT });
    const { workspace } = await loadConfig(folder, 'other/setup.json');
    expect(workspace).toEqual({ port: 9_000 });
    expect((await loadConfig('.', join(folder, 'other/setup.json'))).workspace).toEqual(workspace);
  });

  it('sees the folder of messages from the file', async () => {
    const text = JSON.stringify({ workspace: { folder: '../kept' } });
    const folder = aFolder({ 'other/setup.json': text });
    const { workspace } = await loadConfig(folder, 'other/setup.json');
    expect(workspace).toEqual({ folder: join(folder, 'kept') });
  });

  it('sees plans from the file', async () => {
    const sources = [{ name: 'shop', plan: 'shop.yaml', sourceId: 'src_1' }, { name: 'app' }];
    const text = JSON.stringify({ workspace: { plan: '../plan.yaml', sources } });
    const folder = aFolder({ 'other/setup.json': text });
    const { workspace } = await loadConfig(folder, 'other/setup.json');
    expect(workspace).toMatchObject({
      plan: join(folder, 'plan.yaml'),
      sources: [{ plan: join(folder, 'other/shop.yaml'), sourceId: 'src_1' }, { name: 'app' }],
    });
  });

  it('takes JSON that begins with a byte order mark', async () => {
    const folder = aFolder({ [JSON_FILE]: `\uFEFF${WITH_PORT}` });
    expect((await loadConfig(folder)).workspace).toEqual({ port: 9_000 });
  });

  it('refuses JSON that is broken, and says where', async () => {
    const folder = aFolder({ [JSON_FILE]: '{ "workspace": }' });
    await expect(loadConfig(folder)).rejects.toMatchObject({
      code: 'invalid-config',
      file: JSON_FILE,
      message: expect.stringMatching(/^waybill\.config\.json: it can't be loaded: .*JSON.*\.$/),
    });
  });

  it('names the file in what is wrong with a field', async () => {
    const folder = aFolder({ 'conf/a.json': '{ "workspace": { "port": -1 } }' });
    await expect(loadConfig(folder, 'conf/a.json')).rejects.toThrow(
      'conf/a.json: workspace.port must be a whole number from 0 to 65535; found the number -1.',
    );
    await expect(loadConfig('.', join(folder, 'conf/a.json'))).rejects.toThrow(folder);
  });

  it('refuses two files, and names both', async () => {
    const folder = aFolder({ [JSON_FILE]: '{}', 'waybill.config.ts': '' });
    await expect(loadConfig(folder)).rejects.toThrow(
      'waybill.config.ts: waybill.config.json is there, too. Keep one of them',
    );
  });

  it.each([
    ['a file that is missing', 'nowhere.json', 'nowhere.json: there is no such file'],
    ['a folder', 'conf', 'conf: there is no such file'],
    ['another kind of file', 'conf/a.yaml', 'conf/a.yaml: its name must end in .ts, .mts, .js'],
  ])('refuses %s', async (_what, file, text) => {
    const folder = aFolder({ 'conf/a.yaml': '' });
    await expect(loadConfig(folder, file)).rejects.toThrow(text);
  });
});

describe('defineConfig', () => {
  it('gives back what it is given', () => {
    const config = { workspace: { sources: [{ name: 'shop', kind: 'web' }] } } as const;
    expect(defineConfig(config)).toBe(config);
  });
});
