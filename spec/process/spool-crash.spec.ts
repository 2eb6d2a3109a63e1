import { describe, expect, it } from '@jest/globals';
import { turns } from '../support/manual-clock.js';
import { Program } from '../support/program.js';
import { type Service, status } from '../support/service.js';
import { SpoolFolder } from '../support/spool-folder.js';
import { type Stage, useStage } from '../support/stage.js';
import { until } from '../support/until.js';

const stage = useStage();

interface Writers {
  readonly service: Service;
  readonly folder: SpoolFolder;
  readonly kills: number;
  readonly name: string;
}

/** Runs writers one after the other, each of which is killed, and gives what they said was on the disk. */
async function killed({ service, folder, kills, name }: Writers): Promise<readonly string[]> {
  const synced: string[] = [];
  for (let run = 0; run < kills; run += 1) {
    const program = Program.start(stage, 'journal.mjs', {
      service,
      options: { spool: { folder: folder.path, mode: 'journal', drainRate: 1_000_000 } },
      args: ['80', `${name}${run}`],
    });
    const { signal, stdout } = await program.ended;
    expect(signal).toBe('SIGKILL');
    for (const line of stdout.split('\n').filter((one) => one.startsWith('synced '))) {
      synced.push(...(JSON.parse(line.slice('synced '.length)) as string[]));
    }
  }
  return synced;
}

/** Lets a client send whatever lies there. */
async function drained(place: Stage, service: Service, folder: SpoolFolder): Promise<void> {
  const client = place.client(service, { spool: { folder: folder.path, drainRate: 1_000_000 } });
  await until(
    () => folder.segments.length === 0,
    'an empty folder',
    () => turns(1),
    60_000,
  );
  await client.close();
}

describe('a journal', () => {
  it('of processes that are killed 200 times gives every message that was synced to the next', async () => {
    const service = await stage.service();
    let requests = 0;
    service.otherwise((request, response, socket) => {
      requests += 1;
      status(requests % 3 === 0 ? 503 : 200)(request, response, socket);
    });
    const folder = new SpoolFolder(stage);

    const [one, two] = await Promise.all(
      ['a', 'b'].map((name) => killed({ service, folder, kills: 100, name })),
    );
    const synced = [...(one ?? []), ...(two ?? [])];
    await drained(stage, service, folder);

    const arrived = new Set(service.messages.map(({ messageId }) => messageId));
    expect(synced.length).toBeGreaterThan(1_000);
    expect(synced.filter((id) => !arrived.has(id))).toEqual([]);
    expect(folder.files).toEqual([]);
  }, 120_000);
});

describe('a process that ends by itself, with a spool of any mode', () => {
  it.each(['process.exit', 'throws'])('leaves everything there: %s', async (failure) => {
    const service = await stage.service();
    const folder = new SpoolFolder(stage);
    const program = Program.start(stage, 'uncaught.mjs', {
      service,
      options: { spool: folder.path, flushAt: 1_000, flushInterval: 3_600_000 },
      args: [failure],
    });
    expect(await program.ended).toMatchObject({ code: 1 });
    expect(service.requests).toEqual([]);
    expect(folder.messageIds).toHaveLength(5);

    await drained(stage, service, folder);
    expect(service.messages).toHaveLength(5);
  });
});
