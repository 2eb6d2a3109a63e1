import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drain } from '../../lib/cli/spool/drain.js';
import { aTrack } from '../support/client.js';
import { type Service, silence, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { useStage } from '../support/stage.js';
import { waybill } from './waybill.js';

const stage = useStage();

/** Leaves so many messages in a spool, as a client does that is closed in an outage. */
async function left(
  folder: SpoolFolder,
  count: number,
  writeKey = 'a-write-key',
): Promise<string[]> {
  const down = await stage.service();
  down.otherwise(silence);
  const client = stage.client(down, { spool: folder.path, writeKey });
  const ids = Array.from({ length: count }, () => client.track(aTrack()).messageId);
  await client.close({ timeout: 0 });
  return ids;
}

function idsAt(service: Service): readonly string[] {
  return service.messages.map(({ messageId }) => messageId);
}

describe('waybill spool ls', () => {
  it('shows what lies there, by slot and write key', async () => {
    const folder = new SpoolFolder(stage);
    await left(folder, 3);
    const running = await stage.service();
    running.otherwise(silence);
    const client = stage.client(running, { spool: { folder: folder.path, drainRate: 0 } });
    client.track(aTrack());
    await client.sync();

    const { exitCode, out } = await waybill('spool', 'ls', folder.path);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ 0 +process \d+ +4 +0\.00 MB +\d{4}-\d\d-\d\dT[\d:.]+Z +[0-9a-f]{16}\n/);
    expect(out).toContain(`4 messages in ${folder.path}\n`);
    const json: unknown = JSON.parse((await waybill('spool', 'ls', folder.path, '--json')).out);
    expect(json).toMatchObject({
      messages: 4,
      damaged: 0,
      lots: [{ slot: '0', pid: process.pid }],
    });
  });

  it('tells of what is damaged, by its exit code too', async () => {
    const folder = new SpoolFolder(stage);
    await left(folder, 3);
    const [segment = ''] = folder.segments;
    const lines = folder.text(segment).split('\n');
    lines[2] = lines[2]?.replace('Something', 'Nothing') ?? '';
    writeFileSync(join(folder.path, segment), lines.join('\n'));

    const { exitCode, out, complaints } = await waybill('spool', 'ls', folder.path);
    expect(exitCode).toBe(1);
    expect(out).toContain('2 messages in');
    expect(complaints).toBe("1 line can't be read: damaged.\n");
  });

  it('refuses what is no spool', async () => {
    const folder = new SpoolFolder(stage);
    const missing = await waybill('spool', 'ls', folder.path);
    expect(missing).toMatchObject({ exitCode: 2, out: '' });
    expect(missing.complaints).toContain(
      `error: A spool is needed; found ${folder.path}, which is no folder. Name the folder`,
    );
    mkdirSync(folder.path);
    writeFileSync(join(folder.path, 'a.txt'), '');
    const foreign = await waybill('spool', 'ls', folder.path);
    expect(foreign).toMatchObject({ exitCode: 2 });
    expect(foreign.complaints).toContain('which has something else in it (a.txt)');
  });
});

describe('waybill spool export', () => {
  it('prints the messages as they would be sent, and leaves them there', async () => {
    const folder = new SpoolFolder(stage);
    const ids = await left(folder, 3);
    const { exitCode, out } = await waybill('spool', 'export', folder.path);
    const messages = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(exitCode).toBe(0);
    expect(messages).toMatchObject(ids.map((messageId) => ({ type: 'track', messageId })));
    expect(folder.messageIds).toEqual(ids);
  });
});

describe('waybill spool drain', () => {
  const key = ['--write-key', 'a-write-key'];

  it('sends what lies there, and leaves an empty folder', async () => {
    const folder = new SpoolFolder(stage);
    const ids = await left(folder, 3);
    const service = await stage.service([status(503)]);
    const result = await waybill('spool', 'drain', folder.path, ...key, '--host', service.url);
    expect(result).toMatchObject({ exitCode: 0, out: '3 messages delivered\n' });
    expect(idsAt(service)).toEqual([...ids, ...ids]);
    expect(folder.files).toEqual([]);
  });

  it('says so where the service takes nothing for some seconds', async () => {
    const folder = new SpoolFolder(stage);
    await left(folder, 1);
    const service = await stage.service([status(503), status(503)]);
    const said: string[] = [];
    let now = 0;
    const exitCode = await drain({
      folder: folder.path,
      flags: { writeKey: 'a-write-key', host: service.url },
      terminal: {
        write: (text) => void said.push(text),
        complain: (text) => void said.push(text),
        progress: () => undefined,
      },
      nowMs: () => (now += 5_000),
    });
    expect(exitCode).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/answers 503\. It is tried again\. What is not delivered stays/),
      expect.stringContaining('takes messages again.'),
      '1 message delivered\n',
    ]);
  });

  it('leaves alone what another key left, unless it is told not to', async () => {
    const folder = new SpoolFolder(stage);
    await left(folder, 2, 'another-key');
    const service = await stage.service();
    const typed = ['spool', 'drain', folder.path, ...key, '--host', service.url];
    const first = await waybill(...typed);
    expect(first.out).toBe('0 messages delivered\n2 messages of another write key: left there\n');
    expect([first.exitCode, service.requests.length]).toEqual([1, 0]);
    const second = await waybill(...typed, '--any-key', '--json');
    expect(JSON.parse(second.out)).toMatchObject({ delivered: 2, foreign: 0 });
    expect(second.exitCode).toBe(0);
  });

  it('keeps what is refused, or puts it with the dead letters', async () => {
    const folder = new SpoolFolder(stage);
    const ids = await left(folder, 2);
    const service = await stage.service();
    service.otherwise(status(400));
    const typed = ['spool', 'drain', folder.path, ...key, '--host', service.url];
    const first = await waybill(...typed);
    expect(first.out).toContain('2 messages not delivered: still in the spool\n');
    expect(folder.messageIds).toEqual(ids);
    const file = join(folder.path, '..', 'refused.ndjson');
    const second = await waybill(...typed, '--dead-letters', file);
    expect(second).toMatchObject({ exitCode: 1 });
    expect(second.out).toContain('2 messages refused, and in the file of dead letters\n');
    expect(folder.files).toEqual([]);
  });

  it('leaves to a client that is running what is its own', async () => {
    const folder = new SpoolFolder(stage);
    const running = await stage.service();
    running.otherwise(silence);
    const client = stage.client(running, { spool: { folder: folder.path, drainRate: 0 } });
    client.track(aTrack());
    await client.sync();
    const service = await stage.service();
    const result = await waybill('spool', 'drain', folder.path, ...key, '--host', service.url);
    expect(result.out).toContain('1 message left to the client that is running\n');
    expect([result.exitCode, service.requests.length]).toEqual([1, 0]);
  });
});
