import { readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { useStage } from '../support/stage.js';
import { eventLines, ImportPlace, wrongWith } from './importing.js';

const stage = useStage();
const CHECKPOINT = 'events.ndjson.checkpoint';

async function aPlace(text: string) {
  const service = await stage.service();
  const place = new ImportPlace(stage, service);
  place.write('events.ndjson', text);
  return { service, place };
}

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

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('where nobody may write is named before anything is sent (Linux has such)', async () => {
    const { service, place } = await aPlace(eventLines(10));
    const { code, stderr } = await place.run(['import', 'events.ndjson', '--checkpoint', '/sys/c']);
    expect(code).toBe(2);
    expect(stderr).toContain("The checkpoint /sys/c can't be written: this user may not.");
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
