import { existsSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import { Child, commandOf } from '../log/child.js';
import { LogStage } from '../log/log-stage.js';
import { UNSHARE } from '../log/own-mounts.js';
import { aTrack, post } from '../post.js';

const RUN_WORKSPACE = new URL('./programs/run-workspace.ts', import.meta.url);
const stage = new LogStage();
const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  await stage.end();
});

async function start(options: Parameters<typeof startWorkspace>[0]) {
  const workspace = await startWorkspace(options);
  endings.push(() => workspace.close());
  return workspace;
}

function run(command: readonly string[], wrapper?: readonly string[]): Child {
  const child = new Child(command, wrapper);
  endings.push(() => child.kill());
  return child;
}

const canSeeOthersDisks = UNSHARE !== undefined && existsSync('/proc/self/root');

async function send(url: string, messageId: string) {
  const properties = { text: 'x'.repeat(20_000) };
  const body = JSON.stringify({ batch: [aTrack({ messageId, properties })], writeKey: 'k' });
  const reply = await fetch(`${url}/v1/batch`, { method: 'POST', body });
  return { status: reply.status, text: await reply.text() };
}

async function idsAt(url: string): Promise<string[]> {
  const reply = await fetch(`${url}/api/messages`);
  const { messages } = (await reply.json()) as {
    readonly messages: readonly { readonly message: { readonly messageId: string } }[];
  };
  return messages.map(({ message }) => message.messageId);
}

describe('a workspace whose disk is full', () => {
  (canSeeOthersDisks ? it : it.skip)(
    'answers 503 and why, and takes the same messages when there is room',
    async () => {
      const disk = await stage.emptyFolder();
      const script = `disk=$1; shift; mount -t tmpfs -o size=300k none "$disk";
        head -c 150000 /dev/zero > "$disk/filler"; exec "$@"`;
      const wrapper = [...(UNSHARE ?? []), 'bash', '-ec', script, 'bash', disk];
      const folder = join(disk, '.waybill');
      const child = run(commandOf(RUN_WORKSPACE, folder), wrapper);
      const url = await child.line(0);

      const taken: string[] = [];
      let refused = { status: 200, text: '' };
      while (refused.status === 200 && taken.length < 20) {
        const id = `m-${taken.length}`;
        refused = await send(url, id);
        if (refused.status === 200) taken.push(id);
      }
      const about = await (await fetch(`${url}/api/workspace`)).json();
      await rm(`/proc/${child.pid}/root${disk}/filler`);
      const again = await send(url, `m-${taken.length}`);
      const repeated = await send(url, 'm-0');

      expect(taken.length).toBeGreaterThan(1);
      expect(refused).toMatchObject({ status: 503, text: expect.stringMatching(/disk is full/) });
      expect(about).toMatchObject({ trouble: expect.stringMatching(/disk is full\. Make room/) });
      expect([again.status, repeated.status]).toEqual([200, 200]);
      expect(await idsAt(url)).toEqual([...taken, `m-${taken.length}`]);
      expect(await (await fetch(`${url}/api/workspace`)).json()).toMatchObject({ trouble: null });
    },
  );

  it('shows nothing of what it could not write, and works again after it was cleared', async () => {
    const folder = await stage.newFolder();
    await mkdir(join(folder, 'log'), { recursive: true });
    await symlink('/dev/full', join(folder, 'log', '00000001.ndjson'));
    const workspace = await start({ folder });

    const refused = await send(workspace.url, 'm-1');
    const shown = workspace.query({ outcome: 'any' });
    await workspace.clear();
    const again = await send(workspace.url, 'm-1');

    expect(refused).toMatchObject({ status: 503, text: expect.stringMatching(/disk is full/) });
    expect(shown).toEqual([]);
    expect(again.status).toBe(200);
    expect(await idsAt(workspace.url)).toEqual(['m-1']);
  });
});

describe('a folder that another workspace has', () => {
  it('is refused with its process and address, whoever has it', async () => {
    const folder = await stage.newFolder();
    const child = run(commandOf(RUN_WORKSPACE, folder));
    const url = await child.line(0);

    const second = startWorkspace({ folder });

    await expect(second).rejects.toMatchObject({ name: 'LogError', code: 'folder-owned' });
    await expect(second).rejects.toThrow(String(child.pid));
    await expect(second).rejects.toThrow(url);
    expect((await send(url, 'm-1')).status).toBe(200);
  });

  it('is refused to the same process, and free when it was closed', async () => {
    const folder = await stage.newFolder();
    const first = await start({ folder });

    await expect(startWorkspace({ folder })).rejects.toMatchObject({ code: 'folder-owned' });
    await first.close();
    const second = await start({ folder });

    expect((await send(second.url, 'm-1')).status).toBe(200);
  });
});

describe('a port that is in use', () => {
  it('is told, and the folder is left for another try', async () => {
    const folder = await stage.newFolder();
    const other = await start({});
    const port = Number(new URL(other.url).port);

    await expect(startWorkspace({ folder, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const workspace = await start({ folder });

    expect((await post(workspace, { body: { batch: [aTrack()] } })).status).toBe(200);
  });
});
