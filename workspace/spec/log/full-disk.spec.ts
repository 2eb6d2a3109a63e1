import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Child, commandOf } from './child.js';
import { LogStage, linesOf, readNumbers } from './log-stage.js';
import { UNSHARE } from './own-mounts.js';
import type { Filled } from './programs/fill-disk.js';

const FILL_DISK = new URL('./programs/fill-disk.ts', import.meta.url);
const HOLD_LOG = new URL('./programs/hold-log.ts', import.meta.url);
const stage = new LogStage();
afterEach(() => stage.end());

const itWithMounts = UNSHARE === undefined ? it.skip : it;

/** Runs a program on a disk of 256 KB of its own, which is prepared by a script that knows it as `$disk`. */
function onSmallDisk(disk: string, script: string, program: readonly string[]): Child {
  const mounted = `disk=$1; shift; mount -t tmpfs -o size=256k none "$disk"; ${script}; exec "$@"`;
  return new Child(program, [...(UNSHARE ?? []), 'bash', '-ec', mounted, 'bash', disk]);
}

async function filledBy(child: Child): Promise<Filled> {
  return JSON.parse(await child.line(0)) as Filled;
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

describe('a log that can write no more', () => {
  itWithMounts(
    'refuses on a full disk, leaves nothing half-written, and goes on when there is room',
    async () => {
      const disk = await stage.emptyFolder();
      const filler = join(disk, 'filler');
      const program = commandOf(FILL_DISK, join(disk, '.waybill'), filler);

      const child = onSmallDisk(disk, 'head -c 150000 /dev/zero > "$disk/filler"', program);
      const filled = await filledBy(child);
      await child.ended;

      expect(filled.code).toBe('ENOSPC');
      expect(filled.message).toMatch(/the disk is full\. Make room/);
      expect(filled.acknowledged).toBeGreaterThan(30);
      expect(filled.numbers).toEqual([...upTo(filled.acknowledged), -1]);
      expect(filled).toMatchObject({ end: 'x"}\n', damaged: 0, tornBytes: 0 });
    },
  );

  it('does so at a limit of the size of files, where a write ends in the middle of a line', async () => {
    const folder = await stage.newFolder();
    const limited = ['bash', '-c', 'ulimit -f 64; exec "$@"', 'bash'];

    const child = new Child(commandOf(FILL_DISK, folder), limited);
    const filled = await filledBy(child);
    await child.ended;

    expect(filled.code).toBe('EFBIG');
    expect(filled.message).toMatch(/ulimit/);
    expect(filled.acknowledged).toBe(60);
    expect(filled.numbers).toEqual([...upTo(60), -1]);
    expect(filled).toMatchObject({ end: 'x"}\n', damaged: 0, tornBytes: 0 });
  });

  it('works again after it was cleared', async () => {
    const folder = await stage.newFolder();
    await mkdir(join(folder, 'log'), { recursive: true });
    await symlink('/dev/full', join(folder, 'log', '00000001.ndjson'));
    const log = await stage.open(folder);

    const refused = log.append(linesOf(1));
    await expect(refused).rejects.toMatchObject({ name: 'LogError', code: 'ENOSPC' });
    await log.clear();
    await log.append(linesOf(2));

    expect(await readNumbers(log)).toEqual([2]);
  });
});

describe('a folder that can not be used', () => {
  itWithMounts('is named with what to do when it is read-only', async () => {
    const disk = await stage.emptyFolder();
    const program = commandOf(HOLD_LOG, join(disk, '.waybill'));

    const child = onSmallDisk(disk, 'mount -o remount,ro "$disk"', program);

    expect(await child.line(0)).toMatch(/^EROFS The log .*\.waybill .*read-only\. Choose a folder/);
    await child.ended;
  });

  it.each([
    ['is a file', ''],
    ['is beneath a file', '.waybill'],
  ])('is named with what to do when it %s', async (_, beneath) => {
    const file = join(await stage.emptyFolder(), 'file');
    await writeFile(file, '');

    const opened = stage.open(join(file, beneath));

    await expect(opened).rejects.toMatchObject({ name: 'LogError', code: 'ENOTDIR' });
    await expect(opened).rejects.toThrow(/there is a file .* choose another folder\./);
  });

  it('is given up when its segments can not be read', async () => {
    const folder = await stage.newFolder();
    await mkdir(folder);
    await writeFile(join(folder, 'log'), '');

    await expect(stage.open(folder)).rejects.toMatchObject({ name: 'LogError' });
    await expect(stage.open(folder)).rejects.not.toMatchObject({ code: 'folder-owned' });
  });
});
