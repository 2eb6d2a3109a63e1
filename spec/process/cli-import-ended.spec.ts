import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEED } from '../support/seed.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { until } from '../support/until.js';
import { eventLine, eventLines, ImportPlace, receivedBy, wrongWith } from './importing.js';

const stage = useStage();
const CHECKPOINT = 'events.ndjson.checkpoint';

async function aPlace(text: string) {
  const service = await stage.service();
  const place = new ImportPlace(stage, service);
  place.write('events.ndjson', text);
  return { service, place };
}

/** When the checkpoint was written last. */
function checkpointTime(place: ImportPlace): number {
  return statSync(place.path(CHECKPOINT), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

const KILLS = 20;

/** Each a number of requests to wait for, and whether a new checkpoint is waited for as well. */
const moments = fc.sample(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.boolean()), {
  seed: SEED,
  numRuns: KILLS,
});

describe('an import that is killed', () => {
  it('twenty times at any moment is resumed: every event arrives, and none under two ids', async () => {
    const { service, place } = await aPlace(eventLines(20_000));
    const args = ['import', 'events.ndjson', '--resume', '--checkpoint', CHECKPOINT];
    for (const [requests, waits] of moments) {
      const before = service.requests.length;
      const time = checkpointTime(place);
      const { child, ended } = place.start([...args, '--rate', '2000/s']);
      await service.received(before + requests);
      if (waits) await until(() => checkpointTime(place) > time, 'a new checkpoint');
      child.kill('SIGKILL');
      expect(await ended).toMatchObject({ signal: 'SIGKILL' });
    }
    const resumedAt = service.requests.length;

    const last = await place.run(args);

    expect(last).toMatchObject({ code: 0, stderr: '' });
    expect(last.stdout).toMatch(/^Imported 20,000 records in .*, [\d,]+ of them before\.\n/);
    expect(wrongWith(service, 20_000)).toEqual([]);
    // Checkpoints are worth something: the last run had not to begin again.
    const sentLast = service.requests.slice(resumedAt).flatMap(({ body }) => body.batch).length;
    expect(sentLast).toBeLessThan(20_000);
  }, 120_000);

  it('has no dead letter less than it had records that are none', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) =>
      index % 100 === 0 ? `broken ${index}\n` : eventLine(index),
    );
    const { service, place } = await aPlace(lines.join(''));
    const args = ['import', 'events.ndjson', '--dead-letters', 'dead.ndjson'];
    const { child, ended } = place.start([...args, '--rate', '2000/s']);
    await service.received(1);
    await until(() => checkpointTime(place) > 0, 'a checkpoint');
    child.kill('SIGKILL');
    await ended;

    expect(await place.run([...args, '--resume'])).toMatchObject({ code: 1, stderr: '' });
    const texts = new Set(place.lines('dead.ndjson').map(({ text }) => text));
    expect(texts.size).toBe(30);
  });
});

describe('an import that is interrupted', () => {
  it('finishes what is under way, says how to go on, and repeats nothing then', async () => {
    const { service, place } = await aPlace(eventLines(5_000));
    const { child, ended } = place.start(['import', 'events.ndjson', '--rate', '2000/s']);
    await service.received(2);

    child.kill('SIGINT');

    const { code, stdout, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toBe('Finishing what is under way. Another Ctrl+C ends it at once.\n');
    expect(stdout).toMatch(/^Interrupted after [\d,]+ records/);
    const command = 'waybill import events.ndjson --rate 2000/s --resume';
    expect(stdout).toContain(`To go on from there:\n  ${command}\n`);
    const arrived = service.messages.length;
    expect(arrived).toBeLessThan(5_000);

    const next = await place.run([...command.split(' ').slice(1), '--rate', '1e6/s']);
    expect(next).toMatchObject({ code: 0, stderr: '' });
    expect(receivedBy(service).numbers).toHaveLength(5_000);
    expect(wrongWith(service, 5_000)).toEqual([]);
    expect(existsSync(place.path(CHECKPOINT))).toBe(false);
  });

  it('goes on in the file where it was, with packed ones and a pattern', async () => {
    const { service, place } = await aPlace('');
    const events = eventLines(3_000).split(/(?<=\n)/);
    for (const name of ['1', '2', '3']) {
      const own = events.splice(0, 1_000).join('');
      writeFileSync(place.path(`part-${name}.gz`), gzipSync(own));
    }
    const { child, ended } = place.start(['import', 'part-*', '--rate', '3000/s']);
    await until(() => service.messages.length > 1_200, 'the second file');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 1 });

    const next = await place.run(['import', 'part-*', '--resume']);
    expect(next).toMatchObject({ code: 0, stderr: '' });
    expect(receivedBy(service).numbers).toHaveLength(3_000);
    expect(wrongWith(service, 3_000)).toEqual([]);
  });

  it('twice ends at once, and sends again what had no answer', async () => {
    const { service, place } = await aPlace(eventLines(10));
    service.otherwise(silence);
    const { child, ended, stderr } = place.start(['import', 'events.ndjson']);
    await service.received(1);
    child.kill('SIGINT');
    await until(() => stderr().includes('Finishing'), 'the first signal');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: null, signal: 'SIGINT' });

    service.otherwise(status(200));
    expect(await place.run(['import', 'events.ndjson', '--resume'])).toMatchObject({ code: 0 });
    expect(receivedBy(service).numbers).toHaveLength(20);
    expect(wrongWith(service, 10)).toEqual([]);
  });
});

describe('a checkpoint', () => {
  /** An import that was interrupted with some events sent. */
  async function anInterrupted(): Promise<Awaited<ReturnType<typeof aPlace>>> {
    const made = await aPlace(eventLines(1_000));
    const { child, ended } = made.place.start(['import', 'events.ndjson', '--rate', '500/s']);
    await made.service.received(1);
    child.kill('SIGTERM');
    await ended;
    return made;
  }

  it.each<[string, (place: ImportPlace) => readonly string[], string]>([
    [
      'of a file that was written again',
      (place) => {
        place.write('events.ndjson', eventLines(999));
        return ['events.ndjson'];
      },
      'is of another events.ndjson: it had',
    ],
    [
      'of a file of another name',
      (place) => {
        place.write('other.ndjson', eventLines(1_000));
        return ['other.ndjson', '--checkpoint', CHECKPOINT];
      },
      'is of events.ndjson, which is not among the 1 file named now',
    ],
    ['of the same file by another name', () => ['./events.ndjson'], 'in the same way'],
    [
      'of another service',
      () => ['events.ndjson', '--host', 'http://127.0.0.1:1'],
      'is of an import to http://127.0.0.1:',
    ],
    [
      'of another source',
      () => ['events.ndjson', '--write-key', 'another'],
      'with another write key',
    ],
  ])('%s is refused, and nothing is sent', async (_name, change, complaint) => {
    const { service, place } = await anInterrupted();
    const requests = service.requests.length;
    const own = readFileSync(place.path(CHECKPOINT), 'utf8');

    const ended = await place.run(['import', ...change(place), '--resume']);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(complaint);
    expect(service.requests).toHaveLength(requests);
    expect(readFileSync(place.path(CHECKPOINT), 'utf8')).toBe(own);
  });

  it('is not overwritten by an import from the beginning', async () => {
    const { place } = await anInterrupted();
    const { code, stderr } = await place.run(['import', 'events.ndjson']);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /has come to events\.ndjson:\d+\. Add --resume to go on there, or remove/,
    );
  });

  it('that was named stays, and then nothing is sent twice', async () => {
    const { service, place } = await aPlace(eventLines(10));
    const args = ['import', 'events.ndjson', '--checkpoint', 'kept/c', '--resume'];
    const runs = [await place.run(args), await place.run(args)];
    expect(runs).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(service.messages).toHaveLength(10);
  });

  const unlessRoot = process.getuid?.() === 0 ? it.skip : it;
  unlessRoot('that can not be written is named before anything is sent (not as root)', async () => {
    const { service, place } = await aPlace(eventLines(10));
    mkdirSync(place.path('locked'), { mode: 0o500 });
    const { code, stderr } = await place.run([
      'import',
      'events.ndjson',
      '--checkpoint',
      'locked/c',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain("The checkpoint locked/c can't be written: this user may not.");
    expect(service.requests).toEqual([]);
  });
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('a disk that is full', () => {
  it('is told of a checkpoint before anything is sent', async () => {
    const { service, place } = await aPlace(eventLines(10));
    symlinkSync('/dev/full', place.path(`${CHECKPOINT}.new`));
    const { code, stderr } = await place.run(['import', 'events.ndjson']);
    expect(code).toBe(2);
    expect(stderr).toContain(`The checkpoint ${CHECKPOINT} can't be written: the disk is full.`);
    expect(service.requests).toEqual([]);
  });

  it('stops an import whose dead letters it can not take, and loses none', async () => {
    const { service, place } = await aPlace(`broken\n${eventLines(10)}`);
    const full = await place.run(['import', 'events.ndjson', '--dead-letters', '/dev/full']);
    expect(full.code).toBe(1);
    expect(full.stderr).toContain("/dev/full can't be written: the disk is full.");

    const args = ['import', 'events.ndjson', '--dead-letters', 'dead.ndjson', '--resume'];
    expect(await place.run(args)).toMatchObject({ code: 1, stderr: '' });
    expect(place.lines('dead.ndjson')).toMatchObject([{ reason: 'no-json', text: 'broken' }]);
    expect(wrongWith(service, 10)).toEqual([]);
  });
});
