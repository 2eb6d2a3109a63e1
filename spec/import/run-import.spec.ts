import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importFrom } from '../../lib/import/import-from.js';
import type { Checkpoint, LostRecord } from '../../lib/import/import-options.js';
import type { ImportReport } from '../../lib/import/import-report.js';
import { readRecords } from '../../lib/import/read-records.js';
import type { RawMessage } from '../../lib/message/call.js';
import { aFolder, aTrack, type Folder, lines } from '../cli/plan/a-folder.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();
let folder: Folder;
beforeAll(() => {
  folder = aFolder();
});
afterAll(() => folder.dispose());

function messages(count: number): readonly RawMessage[] {
  return Array.from(
    { length: count },
    (_, index) => aTrack(`E${index}`, {}, `m-${index}`) as RawMessage,
  );
}

/** Batches arrive on several connections, in any order. */
function idsIn(list: readonly { readonly messageId?: string | undefined }[]): readonly unknown[] {
  return list.map(({ messageId }) => messageId).sort();
}

describe('what is not delivered by an import', () => {
  it('is told in its order, with its place, its reason and the answer, and counted', async () => {
    const service = await stage.service();
    const path = folder.write(
      'some.ndjson',
      `${lines(aTrack('A'))}no JSON\n${lines({ type: 'track', userId: 'u' }, aTrack('B'))}`,
    );
    service.otherwise(status(400));
    const lost: LostRecord[] = [];
    const report = await importFrom(
      stage.client(service, { onInvalid: 'throw' }),
      readRecords(path),
      {
        onDeadLetter: (one) => void lost.push(one),
      },
    );

    expect(lost.map(({ record, reason, reply }) => [record.line, reason, reply?.status])).toEqual([
      [1, 'refused', 400],
      [2, 'no-json', undefined],
      [3, 'invalid', undefined],
      [4, 'refused', 400],
    ]);
    expect(lost[0]?.record.message).toMatchObject({ event: 'A', messageId: expect.any(String) });
    expect(lost[1]).toMatchObject({ error: 'is no JSON', record: { text: 'no JSON' } });
    expect(lost[2]?.error).toContain('track: event must be a non-empty string');
    expect(report.account).toMatchObject({
      records: 4,
      delivered: 0,
      lost: { refused: 2, 'no-json': 1, invalid: 1 },
    });
    expect(report.problems).toContainEqual({
      reason: 'no-json',
      count: 1,
      places: [`${path}:2`],
      error: 'is no JSON',
    });
  });

  it('ends it at once where that is wanted, and a later one goes on with it', async () => {
    const service = await stage.service();
    const path = folder.write('fast.ndjson', `${lines(aTrack('A'))}no JSON\n${lines(aTrack('B'))}`);
    const checkpoints: Checkpoint[] = [];
    const options = {
      failFast: true,
      onCheckpoint: (one: Checkpoint) => void checkpoints.push(one),
    };
    const report = await importFrom(stage.client(service), readRecords(path), options);

    expect(report).toMatchObject({ stopped: 'fail-fast', source: path, position: { line: 1 } });
    expect(report.account).toMatchObject({ records: 2, delivered: 1, lost: { 'no-json': 1 } });
    expect(checkpoints.at(-1)).toMatchObject({
      source: path,
      position: report.position,
      account: { records: 1 },
    });
    expect(service.messages).toHaveLength(1);
  });

  it('is not lost where the service is down for a while: the account stays in order', async () => {
    const service = await stage.service([status(500), status(503)]);
    const checkpoints: Checkpoint[] = [];
    const report = await importFrom(
      stage.client(service, {
        maxBatchSize: 50,
        retry: { minTimeout: 60, maxTimeout: 60, factor: 1 },
      }),
      messages(2_000),
      { checkpointInterval: 10, onCheckpoint: (one) => void checkpoints.push(one) },
    );

    expect(report.account).toMatchObject({ records: 2_000, delivered: 2_000 });
    expect(new Set(idsIn(service.messages)).size).toBe(2_000);
    expect(checkpoints.some(({ position }) => position.line < 2_000)).toBe(true);
    for (const { position, account } of checkpoints) expect(account.delivered).toBe(position.line);
  });

  it('ends it where the client was closed, up to what was settled', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const report = await importFrom(client, messages(100), {
      filter: ({ messageId }) => {
        if (messageId === 'm-50') void client.close();
        return true;
      },
    });

    expect(report).toMatchObject({
      stopped: 'closed',
      position: { line: 50 },
      account: { delivered: 50 },
    });
  });
});

describe('an import on its way', () => {
  it('can be stopped: what is under way is settled, and the rest can be read later', async () => {
    const service = await stage.service();
    const path = folder.write('stopped.ndjson', lines(...messages(5_000)));
    const controller = new AbortController();
    const report = await importFrom(stage.client(service), readRecords(path), {
      signal: controller.signal,
      filter: ({ messageId }) => {
        if (messageId === 'm-1234') controller.abort();
        return true;
      },
    });

    expect(report).toMatchObject({ stopped: 'signal', pending: 0 });
    const { line } = report.position;
    expect(report.account).toMatchObject({ records: line, delivered: line });
    const rest = readRecords(path, { from: { [path]: report.position } });
    await importFrom(stage.client(service), rest);
    expect(idsIn(service.messages)).toEqual(idsIn(messages(5_000)));
  });

  it('does not wait for a source that has nothing more to say', async () => {
    const service = await stage.service();
    const controller = new AbortController();
    const endless = async function* (): AsyncGenerator<RawMessage> {
      yield* messages(3);
      controller.abort();
      await new Promise(() => undefined);
    };
    const report = await importFrom(stage.client(service), endless(), {
      signal: controller.signal,
    });

    expect(report).toMatchObject({ stopped: 'signal', account: { delivered: 3 } });
  });

  it('tells its progress and checkpoints, of which each has the account of what is before it', async () => {
    const service = await stage.service();
    const progress: ImportReport[] = [];
    const checkpoints: Checkpoint[] = [];
    const path = folder.write('told.ndjson', lines(...messages(20_000)));
    await importFrom(stage.client(service, { maxBatchSize: 100 }), readRecords(path), {
      progressInterval: 10,
      checkpointInterval: 10,
      onProgress: (report) => void progress.push(report),
      onCheckpoint: async (checkpoint) => void checkpoints.push(checkpoint),
    });

    expect(progress.length).toBeGreaterThan(2);
    expect(checkpoints.length).toBeGreaterThan(2);
    for (const { position, account } of checkpoints) expect(account.records).toBe(position.line);
    expect(checkpoints.at(-1)).toMatchObject({ source: path, position: { line: 20_000 } });
    expect(progress.at(-1)).toMatchObject({ pending: 0, account: { delivered: 20_000 } });
  });

  it('rejects, after what was under way is settled, with what reading or the program threw', async () => {
    const service = await stage.service();
    const broken = async function* (): AsyncGenerator<RawMessage> {
      yield* messages(3);
      throw new Error('the database is gone');
    };
    const full = (): never => {
      throw new Error('the disk is full');
    };
    const client = stage.client(service);

    await expect(importFrom(client, broken())).rejects.toThrow('the database is gone');
    expect(client.stats()).toMatchObject({ delivered: 3, pending: 0 });
    await expect(importFrom(client, messages(1), { onCheckpoint: full })).rejects.toThrow(
      'is full',
    );
    const lost = importFrom(client, [{} as RawMessage], { onDeadLetter: full });
    await expect(lost).rejects.toThrow('the disk is full');
  });
});
