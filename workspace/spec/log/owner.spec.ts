import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Child, commandOf } from './child.js';
import { LogStage, linesOf, readNumbers } from './log-stage.js';
import type { Raced } from './programs/race-for-folder.js';

const RACE_FOR_FOLDER = new URL('./programs/race-for-folder.ts', import.meta.url);
const HOLD_LOG = new URL('./programs/hold-log.ts', import.meta.url);
const stage = new LogStage();
const children: Child[] = [];
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  await stage.end();
});

/** A process that opens the log of a folder; its first line says how that went. */
function aHolder(folder: string, ...flags: readonly 'announce'[]): Child {
  const child = new Child(commandOf(HOLD_LOG, folder, ...flags));
  children.push(child);
  return child;
}

/** A folder with an owner.json that says so; the pid is one that no process has. */
async function aFolderOf(record: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await stage.newFolder();
  await mkdir(folder);
  await writeFile(join(folder, 'owner.json'), JSON.stringify(aRecord(record)));
  return folder;
}

const NO_PID = 2 ** 30;
const RACES = 20;
const RACERS = Array.from({ length: 20 }, (_, index) => index);

function aRecord(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { pid: NO_PID, address: '', startedAt: '2026-01-01T00:00:00Z', id: 'x', ...fields };
}

async function ownerOf(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8'));
}

/** An address that nothing listens on any more. */
async function aDeadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
}

describe('the owner of a folder', () => {
  it('is told with its process and address until the log is closed', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);

    await log.announce('http://127.0.0.1:8765');

    expect(await ownerOf(folder)).toMatchObject({
      pid: process.pid,
      address: 'http://127.0.0.1:8765',
    });
    await log.close();
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'log']);
  });

  it('is alone in its process', async () => {
    const folder = await stage.newFolder();
    // It doesn't matter that nothing answers at that address: the log is open.
    await stage.open(folder, { address: await aDeadAddress() });

    const second = stage.open(folder);

    await expect(second).rejects.toMatchObject({ name: 'LogError', code: 'folder-owned' });
    await expect(second).rejects.toThrow(`process ${process.pid}`);
  });

  it('is named to another process that asks', async () => {
    const folder = await stage.newFolder();
    await stage.open(folder);

    const said = await aHolder(folder).line(0);

    expect(said).toMatch(/^folder-owned /);
    expect(said).toContain(`process ${process.pid}`);
  });

  it('is refused while another process lives, and takes over at once when it was killed', async () => {
    const folder = await stage.newFolder();
    const holder = aHolder(folder, 'announce');
    const url = (await holder.line(0)).replace('open ', '');

    const refused = stage.open(folder);
    await expect(refused).rejects.toMatchObject({ code: 'folder-owned' });
    await expect(refused).rejects.toThrow(`process ${holder.pid} at ${url}`);
    await holder.kill();
    const log = await stage.open(folder);

    await log.append(linesOf(1));
    expect(await readNumbers(log)).toEqual([1]);
    expect(await ownerOf(folder)).toMatchObject({ pid: process.pid });
  });

  it.each([
    ['a process that is gone', async () => ({})],
    [
      'a number that another process has now',
      async () => ({ pid: process.ppid, address: await aDeadAddress() }),
    ],
    ['our number in another container', async () => ({ pid: process.pid })],
    ['no number', async () => ({ pid: -1 })],
    ['an id that is no name', async () => ({ pid: process.ppid, id: '../../x' })],
  ])('takes over from %s', async (_, record) => {
    const folder = await aFolderOf(await record());

    await stage.open(folder);

    expect(await ownerOf(folder)).toMatchObject({ pid: process.pid });
    expect((await readdir(folder)).sort()).toEqual(['log', 'owner.json']);
  });

  it('takes over what a loss of power left unreadable', async () => {
    const folder = await aFolderOf({});
    await writeFile(join(folder, 'owner.json'), '\0\0\0\0');

    await stage.open(folder);

    expect(await ownerOf(folder)).toMatchObject({ pid: process.pid });
  });

  it.each([
    ['no address yet', async () => ''],
    ['an address that is none', async () => 'somewhere'],
  ])('is refused while a process with %s lives', async (_, address) => {
    const folder = await aFolderOf({ pid: process.ppid, address: await address() });

    await expect(stage.open(folder)).rejects.toMatchObject({ code: 'folder-owned' });
  });

  it('takes over from one that was killed while it took over', async () => {
    const folder = await aFolderOf({ id: 'x' });
    await writeFile(join(folder, 'owner.x.next.json'), JSON.stringify(aRecord({ id: 'a' })));

    await stage.open(folder);

    expect(await ownerOf(folder)).toMatchObject({ pid: process.pid });
    expect((await readdir(folder)).sort()).toEqual(['log', 'owner.json']);
  });

  it('is refused while another takes over', async () => {
    const folder = await aFolderOf({ id: 'x' });
    const other = aRecord({ id: 'a', pid: process.ppid });
    await writeFile(join(folder, 'owner.x.next.json'), JSON.stringify(other));

    await expect(stage.open(folder)).rejects.toThrow(`process ${process.ppid}`);
  });

  it('is one, however many calls race for what is left', async () => {
    // To ask the address takes some time, in which others are faster.
    const left = { pid: process.ppid, address: await aDeadAddress() };

    for (let round = 0; round < RACES; round += 1) {
      const folder = await aFolderOf(left);
      const opened = await Promise.allSettled(RACERS.map(() => stage.open(folder)));

      expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await readdir(folder)).sort()).toEqual(['log', 'owner.json']);
    }
  });

  it('is one, however many processes race for what is left', async () => {
    const folder = await aFolderOf({});

    const said = await Promise.all([1, 2, 3, 4].map(() => aHolder(folder).line(0)));

    expect(said.map((line) => line.split(' ')[0]).sort()).toEqual([
      'folder-owned',
      'folder-owned',
      'folder-owned',
      'open',
    ]);
  });

  it('is one, over thousands of claims of processes that leave it as if they were killed', async () => {
    const folder = await stage.emptyFolder();

    const racers = [1, 2, 3, 4].map(() => new Child(commandOf(RACE_FOR_FOLDER, folder, '600')));
    children.push(...racers);
    const raced = await Promise.all(
      racers.map(async (racer) => JSON.parse(await racer.line(0)) as Raced),
    );

    expect(raced.map(({ shared }) => shared)).toEqual([0, 0, 0, 0]);
    expect(raced.every(({ claimed }) => claimed > 0)).toBe(true);
    expect(await readdir(folder)).toEqual(['owner.json']);
  }, 30_000);

  it('is told when it announces itself after another has taken over', async () => {
    const folder = await stage.newFolder();
    const log = await stage.open(folder);
    await writeFile(join(folder, 'owner.json'), JSON.stringify(aRecord({ pid: process.ppid })));

    await expect(log.announce('http://127.0.0.1:1')).rejects.toMatchObject({
      code: 'folder-owned',
    });
  });
});
