import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type ConnectionFlags,
  type ConnectionSurroundings,
  findConnection,
  maskedKey,
  resolveConnection,
} from '../../lib/cli/connection.js';
import { StartError } from '../../lib/cli/dev/start-error.js';
import { UsageError } from '../../lib/cli/terminal.js';
import { loadConfig } from '../../workspace/lib/config/load-config.js';
import { aProject } from './migrate/a-project.js';

const SECRET = 'a-key-nobody-may-see';
const DEFAULT = { host: 'https://api.segment.io', path: '/v1/batch' };
const OF_FILE = { writeKey: 'key-of-file', host: 'https://file.example', path: '/file' };
const OF_ENVIRONMENT = {
  WAYBILL_WRITE_KEY: 'key-of-environment',
  WAYBILL_HOST: 'https://environment.example',
  WAYBILL_PATH: '/environment',
};

interface Around {
  readonly environment?: Readonly<Record<string, string>>;
  readonly client?: object;
  readonly files?: Readonly<Record<string, string>>;
}

function around({ environment = {}, client, files = {} }: Around = {}): ConnectionSurroundings {
  const config = client === undefined ? {} : { 'waybill.config.json': JSON.stringify({ client }) };
  return {
    folder: aProject({ ...config, ...files }),
    environment,
    loadReader: () => Promise.resolve({ loadConfig }),
  };
}

/** What is said where something can't be used. */
async function complaint(flags: ConnectionFlags, given: Around = {}): Promise<string> {
  const error: unknown = await resolveConnection(flags, around(given)).catch((one) => one);
  if (error instanceof UsageError) return error.message;
  throw error;
}

describe('the connection of a command', () => {
  it('is what flags say, then the environment, then the file, then the default', async () => {
    const flags = { writeKey: 'key-of-flag' };
    const environment = { WAYBILL_WRITE_KEY: 'unused', WAYBILL_HOST: 'https://of-environment.com' };
    const client = { writeKey: 'unused', host: 'https://unused.com', path: '/of/file' };
    expect(await resolveConnection(flags, around({ environment, client }))).toEqual({
      writeKey: 'key-of-flag',
      host: 'https://of-environment.com',
      path: '/of/file',
      origins: {
        writeKey: '--write-key',
        host: 'WAYBILL_HOST',
        path: 'client.path in waybill.config.json',
      },
    });
    expect(await resolveConnection(flags, around())).toEqual({
      ...DEFAULT,
      writeKey: 'key-of-flag',
      origins: { writeKey: '--write-key', host: 'default', path: 'default' },
    });
  });

  it('reads no file where all of it is said elsewhere', async () => {
    const surroundings = around({
      environment: OF_ENVIRONMENT,
      files: { 'waybill.config.json': '{' },
    });
    expect(await resolveConnection({}, surroundings)).toMatchObject({
      writeKey: 'key-of-environment',
      host: 'https://environment.example',
    });
  });

  it('reads the file that is named, though all of it is said elsewhere', async () => {
    const files = { 'conf/live.json': JSON.stringify({ client: OF_FILE }) };
    const named = { config: 'conf/live.json' };
    const { origins } = await resolveConnection(named, around({ files }));
    expect(origins.host).toBe(`client.host in ${join('conf', 'live.json')}`);
    expect(await complaint({ config: 'nowhere.json' }, { environment: OF_ENVIRONMENT })).toContain(
      'nowhere.json: there is no such file',
    );
  });

  it('takes a variable that is empty for one that is not set', async () => {
    const environment = { WAYBILL_WRITE_KEY: '', WAYBILL_HOST: '' };
    expect(await resolveConnection({}, around({ environment, client: OF_FILE }))).toMatchObject(
      OF_FILE,
    );
    expect(await complaint({}, { environment })).toMatch(/^WAYBILL_WRITE_KEY is set, and empty\./);
  });

  it('says the three ways where there is no write key', async () => {
    const text = await complaint({});
    expect(text).toMatch(/^There is no write key\./);
    for (const way of ['--write-key KEY', 'WAYBILL_WRITE_KEY=KEY', "client: { writeKey: 'KEY' }"]) {
      expect(text).toContain(way);
    }
    expect((await findConnection({}, around())).writeKey).toBeUndefined();
  });

  it.each<[ConnectionFlags, Around, string]>([
    [{ host: 'nowhere' }, {}, '--host must be an http or https URL without a user name in it'],
    [{ host: 'ftp://a.b' }, {}, 'found the protocol ftp:.'],
    [{ path: '/a\nb' }, {}, "--path must be a path like '/v1/batch'"],
    [{ writeKey: '' }, {}, '--write-key is empty.'],
    [{ host: '' }, {}, '--host is empty.'],
    [{}, { environment: { WAYBILL_HOST: 'x' } }, 'WAYBILL_HOST must be an http or https URL'],
    [{}, { client: { host: 'x' } }, 'client.host in waybill.config.json must be an http'],
    [{}, { client: { hots: 'x' } }, 'there is no field client.hots, perhaps host is meant'],
    [{}, { client: { path: 7 } }, 'client.path must be a text that is not empty'],
  ])('names where it was said what can not be used: %j %j', async (flags, given, text) => {
    expect(await complaint({ writeKey: 'a-key', ...flags }, given)).toContain(text);
  });

  it.each([`${SECRET}\n`, ` ${SECRET}`, `${SECRET}\u0000`])(
    'never repeats a write key that can not be used: %j',
    async (writeKey) => {
      const text = await complaint({ writeKey });
      expect(text).toMatch(/^The write key of --write-key has white space or a control character/);
      expect(text).not.toContain(SECRET);
      const given = { environment: { WAYBILL_WRITE_KEY: writeKey } };
      expect(await complaint({}, given)).toMatch(/^The write key of WAYBILL_WRITE_KEY has/);
    },
  );

  it('says what a file needs where nothing can read it', async () => {
    const surroundings = {
      ...around({ client: OF_FILE }),
      loadReader: (_folder: string, need: string) =>
        Promise.reject(new StartError(`${need} needs @waybill/workspace, which is not installed`)),
    };
    await expect(resolveConnection({ writeKey: 'a-key' }, surroundings)).rejects.toThrow(
      'Reading waybill.config.json needs @waybill/workspace, which is not installed. Or say --write-key, --host, --path, and it is not read.',
    );
  });
});

describe('a masked key', () => {
  it('shows the end of a long key alone', () => {
    expect(maskedKey('0123456789abcdefghijklmnopqrstuv')).toBe('***stuv');
    expect(maskedKey('short-key')).toBe('***');
  });
});
