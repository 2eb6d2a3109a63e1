import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { TailFlags } from '../../../lib/cli/tail/flags.js';
import { tail } from '../../../lib/cli/tail/tail-messages.js';
import { UsageError } from '../../../lib/cli/terminal.js';
import { loadConfig } from '../../../workspace/lib/config/load-config.js';
import type { WorkspaceOptions } from '../../../workspace/lib/options.js';
import { startWorkspace } from '../../../workspace/lib/start.js';
import type { Workspace } from '../../../workspace/lib/workspace.js';
import { useStage } from '../../support/stage.js';
import { until } from '../../support/until.js';
import { aStand } from '../dev/a-workspace.js';
import { aMessage, post } from '../dev/dev-process.js';
import { aProject } from '../migrate/a-project.js';

const stage = useStage();
const SOURCES = [
  { name: 'shop', kind: 'server', writeKey: 'dev-default', enabled: true },
  { name: 'app', kind: 'mobile', writeKey: 'dev-app', enabled: true },
] as const;

async function aWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await startWorkspace({ port: 0, sources: SOURCES, ...options });
  stage.onEnd(() => workspace.close());
  return workspace;
}

/** Something that is no workspace. */
async function anotherServer(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stage.onEnd(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Tailing {
  readonly ended: Promise<number>;
  readonly stop: () => void;
  out(): string;
  complaints(): string;
}

/** Runs the command in a folder, with the real reader of configurations. */
function tailing(
  address: string | undefined,
  flags: TailFlags = {},
  folder = aProject({}),
): Tailing {
  const { surroundings, stop } = aStand({ folder });
  const written = { out: '', complaints: '' };
  const terminal = {
    write: (text: string) => {
      written.out += text;
    },
    complain: (text: string) => {
      written.complaints += text;
    },
    progress: () => undefined,
  };
  const loadPackage: typeof surroundings.loadPackage = async (where) => ({
    ...(await surroundings.loadPackage(where)),
    loadConfig,
  });
  const ended = tail({ address, flags, terminal, surroundings: { ...surroundings, loadPackage } });
  return { ended, stop, out: () => written.out, complaints: () => written.complaints };
}

/** The same, once it watches. */
async function watching(...given: Parameters<typeof tailing>): Promise<Tailing> {
  const started = tailing(...given);
  await until(() => started.complaints().includes('Watching '), 'watching');
  return started;
}

describe('waybill tail', () => {
  it('shows a line for each message that comes, and ends with 0 when it is told to', async () => {
    const { url } = await aWorkspace();
    await post(url, aMessage({ event: 'before' }));
    const started = await watching(url);
    await post(url, aMessage(), aMessage({ userId: undefined }));
    await until(() => started.out().includes('no_user_anon_id'), 'the second line');
    expect(started.out()).toMatch(/track +Order Completed +ada +shop.*\n.*✗ rejected, no_user/);
    expect(started.out()).not.toContain('before');
    expect(started.complaints()).toBe(`Watching ${url} until Ctrl+C.\n`);
    started.stop();
    expect(await started.ended).toBe(0);
  });

  it('prints messages as JSON, and nothing else', async () => {
    const { url } = await aWorkspace();
    const started = await watching(url, { json: true });
    await post(url, aMessage({ event: 'a\u2028b\n' }));
    await until(() => started.out().endsWith('\n'), 'a line');
    expect(JSON.parse(started.out())).toMatchObject({
      source: 'shop',
      outcome: 'accepted',
      message: { event: 'a\u2028b\n' },
    });
  });

  it.each<[TailFlags, readonly string[]]>([
    [{ type: ['page', 'identify'] }, ['home', 'who']],
    [{ event: ['Order Completed', 'Home'] }, ['order', 'home']],
    [{ userId: ['7'] }, ['seven', 'last']],
    [{ source: ['shop'], type: ['track'] }, ['order', 'seven', 'last']],
    [{ type: ['track'], event: ['Home'] }, []],
  ])('shows what %j has', async (flags, expected) => {
    const { url } = await aWorkspace();
    const started = await watching(url, { ...flags, json: true });
    const everything = await watching(url, { json: true });
    await post(
      url,
      aMessage({ messageId: 'order' }),
      { type: 'page', name: 'Home', userId: 'a', messageId: 'home' },
      { type: 'identify', userId: 'a', messageId: 'who' },
      aMessage({ event: 'Other', userId: '7', messageId: 'seven' }),
      aMessage({ event: 'Last', userId: '7', messageId: 'last' }),
    );
    await until(() => everything.out().includes('"last"'), 'the last message');
    // What comes together is told together, to both of them in the same way.
    await until(() => started.out().split('\n').length === expected.length + 1, 'all lines');
    const ids = started.out().match(/(?<="messageId":")\w+/g) ?? [];
    expect(ids).toEqual(expected);
  });

  it('finds the workspace that the configuration says, and the one that owns its folder', async () => {
    const kept = join(aProject({}), 'kept');
    const { url } = await aWorkspace({ folder: kept });
    for (const workspace of [{ port: Number(new URL(url).port) }, { folder: kept, port: 1 }]) {
      const config = JSON.stringify({ workspace });
      const started = await watching(undefined, {}, aProject({ 'waybill.config.json': config }));
      expect(started.complaints()).toBe(`Watching ${url} until Ctrl+C.\n`);
      const named = { config: join(aProject({ 'named.json': config }), 'named.json') };
      expect((await watching(undefined, named)).complaints()).toContain(url);
    }
  });

  it.each(['PORT', '127.0.0.1:PORT', 'http://127.0.0.1:PORT/', 'http://127.0.0.1:PORT'])(
    'takes the address %s',
    async (form) => {
      const { url } = await aWorkspace();
      const started = await watching(form.replace('PORT', new URL(url).port));
      expect(started.complaints()).toBe(`Watching ${url} until Ctrl+C.\n`);
    },
  );

  it('exits with 1 where there is no workspace, and says what to do', async () => {
    const url = await anotherServer();
    const started = tailing(url);
    expect(await started.ended).toBe(1);
    expect(started.complaints()).toBe(
      `error: no workspace answers at ${url}. Start one with waybill dev, or name its address: waybill tail ADDRESS\n`,
    );
  });

  it('exits with 1 when the workspace ends', async () => {
    const workspace = await aWorkspace();
    const started = await watching(workspace.url);
    await workspace.close();
    expect(await started.ended).toBe(1);
    expect(started.complaints()).toContain(`error: the workspace at ${workspace.url} has ended.`);
  });

  it.each<[string, TailFlags, string]>([
    ['no address', {}, 'no address is no address. It must be like 8765 or http'],
    ['1', { type: ['trakc'] }, '--type must be one of identify, track, page, screen, group, alias'],
  ])('complains of %s %j', async (address, flags, text) => {
    const error: unknown = await tailing(address, flags).ended.catch((one: unknown) => one);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message: expect.stringContaining(text) });
  });

  it('warns of a source that there is not', async () => {
    const { url } = await aWorkspace();
    const started = await watching(url, { source: ['shpo', 'app'] });
    expect(started.complaints()).toContain(
      'warning: there is no source shpo. There are shop, app.\n',
    );
    expect(started.complaints()).not.toContain('no source app');
  });
});
