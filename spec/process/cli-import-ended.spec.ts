import { existsSync, statSync, writeFileSync } from 'node:fs';
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

describe('an import without a file of dead letters', () => {
  it('stops where the service refuses whatever comes, and loses nothing by it', async () => {
    const { service, place } = await aPlace(eventLines(5_000));
    service.script(status(200));
    service.otherwise(status(403));
    const refused = await place.run(['import', 'events.ndjson', '--concurrency', '1']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^error: Messages were given up \(refused\), and there is no file/,
    );
    expect(refused.stdout).toMatch(/^Stopped after /);

    service.otherwise(status(200));
    const next = await place.run(['import', 'events.ndjson', '--resume']);
    expect(next).toMatchObject({ code: 0, stderr: '' });
    expect(wrongWith(service, 5_000)).toEqual([]);
  });
});
