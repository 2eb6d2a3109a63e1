import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { eventLine, ImportPlace, receivedBy } from './importing.js';

const stage = useStage();

async function aPlace() {
  const service = await stage.service();
  return { service, place: new ImportPlace(stage, service) };
}

/** A place with two dead letters in dead.ndjson, and the ids of their messages. */
async function aPlaceWithDeadLetters() {
  const { service, place } = await aPlace();
  service.script(status(403));
  place.write('events.ndjson', `${eventLine(1)}${eventLine(2)}`);
  await place.run(['import', 'events.ndjson', '--dead-letters', 'dead.ndjson']);
  const letters = place.lines('dead.ndjson');
  const ids = letters.map(({ message }) => (message as { readonly messageId: string }).messageId);
  expect(ids).toHaveLength(2);
  return { service, place, ids };
}

describe('waybill replay', () => {
  it('sends what was not delivered under the same ids, with a new sentAt', async () => {
    const { service, place, ids } = await aPlaceWithDeadLetters();

    const ended = await place.run(['replay', 'dead.ndjson']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Replayed 2 records in /);
    const [first, second] = service.requests.map(({ body }) => body);
    expect(second?.batch.map(({ messageId }) => messageId)).toEqual(ids);
    expect(second?.batch).toEqual(first?.batch);
    expect(Date.parse(second?.sentAt ?? '')).toBeGreaterThan(Date.parse(first?.sentAt ?? ''));
    expect(existsSync(place.path('dead.ndjson.again'))).toBe(false);
    expect(existsSync(place.path('dead.ndjson.checkpoint'))).toBe(false);
  });

  it('keeps what fails again in a new file, which can be replayed', async () => {
    const { service, place, ids } = await aPlaceWithDeadLetters();
    service.script(status(403));

    const failed = await place.run(['replay', 'dead.ndjson']);
    const again = await place.run(['replay', 'dead.ndjson.again']);

    expect(failed).toMatchObject({ code: 1, stderr: '' });
    expect(failed.stdout).toContain('waybill replay dead.ndjson.again');
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(service.requests.at(-1)?.body.batch.map(({ messageId }) => messageId)).toEqual(ids);
  });

  it('tells letters that hold no message, and keeps them as they are', async () => {
    const { service, place } = await aPlace();
    const letter = { reason: 'no-json', at: '2026-01-01T00:00:00.000Z', text: '{' };
    place.write('dead.ndjson', `${JSON.stringify(letter)}\n`);

    const { code, stdout } = await place.run(['replay', 'dead.ndjson', '--dead-letters', 'more']);

    expect(code).toBe(1);
    expect(stdout).toContain('no-message: dead.ndjson:1');
    expect(place.lines('more')).toEqual([letter]);
    expect(service.requests).toEqual([]);
  });

  it('takes files of messages, and standard input', async () => {
    const { service, place } = await aPlace();
    place.write('messages.ndjson', eventLine(1));

    expect(await place.run(['replay', 'messages.ndjson'])).toMatchObject({ code: 0 });
    expect(await place.run(['replay', '-'], { input: eventLine(2) })).toMatchObject({ code: 0 });
    expect(receivedBy(service).numbers).toEqual([1, 2]);
  });

  it('only checks in a dry run', async () => {
    const { service, place } = await aPlaceWithDeadLetters();
    const { code, stdout } = await place.run(['replay', 'dead.ndjson', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Checked 2 records in .*, and sent nothing\./);
    expect(service.requests).toHaveLength(1);
  });

  it.each([
    [['replay'], "missing required argument 'file'"],
    [['replay', 'no.ndjson'], 'There is no file no.ndjson'],
    [['replay', 'dead.ndjson', '--dead-letters', './dead.ndjson'], 'name another file'],
    [['replay', 'dead.ndjson', '--resume'], "unknown option '--resume'"],
  ])('ends with 2 for %j', async (args, complaint) => {
    const { place } = await aPlace();
    place.write('dead.ndjson', eventLine(1));
    const ended = await place.run(args);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(complaint);
  });
});
