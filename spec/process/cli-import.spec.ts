import { existsSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';
import { eventLine, eventLines, ImportPlace, receivedBy, wrongWith } from './importing.js';

const stage = useStage();

async function aPlace(...given: Parameters<typeof stage.service>) {
  const service = await stage.service(...given);
  return { service, place: new ImportPlace(stage, service) };
}

const BROKEN = '{"type":"track",\n';
const NO_TYPE = '{"userId":"1"}\n';
const NO_EVENT = '{"type":"track","userId":"1"}\n';

describe('waybill import', () => {
  it('delivers every message once, says so, and leaves nothing behind', async () => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', eventLines(20_000));

    const ended = await place.run(['import', 'events.ndjson']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Imported 20,000 records in [\d.]+s\.\n\n {2}outcome/);
    expect(receivedBy(service).numbers).toHaveLength(20_000);
    expect(wrongWith(service, 20_000)).toEqual([]);
    expect(existsSync(place.path('events.ndjson.checkpoint'))).toBe(false);
  });

  it('delivers every message under one id to a service of which each twentieth answer is a fault', async () => {
    const { service, place } = await aPlace();
    let requests = 0;
    const [fine, fault] = [status(200), status(500)];
    service.otherwise((...exchange) => {
      requests += 1;
      (requests % 20 === 1 ? fault : fine)(...exchange);
    });
    place.write('events.ndjson', eventLines(20_000, 'x'.repeat(200)));

    const ended = await place.run(['import', 'events.ndjson', '--json']);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      status: 'complete',
      records: 20_000,
      delivered: 20_000,
      notDelivered: 0,
    });
    expect(wrongWith(service, 20_000)).toEqual([]);
  });

  it('names what is no message, keeps it as dead letters, and sends the rest', async () => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', `${eventLine(1)}${BROKEN}${NO_TYPE}${NO_EVENT}${eventLine(2)}`);

    const args = ['import', 'events.ndjson', '--dead-letters', 'dead.ndjson'];
    const { code, stdout, stderr } = await place.run(args);

    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('no-json: events.ndjson:2\n  is no JSON');
    expect(stdout).toContain('invalid: events.ndjson:4\n  track: event must be');
    expect(stdout).toContain('3 records went to dead.ndjson. To send them again:\n');
    expect(wrongWith(service, 2)).toEqual([]);
    expect(place.lines('dead.ndjson')).toEqual([
      expect.objectContaining({ reason: 'no-json', text: BROKEN.trim() }),
      expect.objectContaining({ reason: 'no-message', text: NO_TYPE.trim() }),
      expect.objectContaining({
        reason: 'invalid',
        source: { name: 'events.ndjson', line: 4 },
        message: expect.objectContaining({ type: 'track', userId: '1' }),
      }),
    ]);
  });

  it('keeps what the service refuses, with the status of its answer', async () => {
    const { place } = await aPlace([status(403)]);
    place.write('events.ndjson', eventLine(1));

    const args = ['import', 'events.ndjson', '--dead-letters', 'dead.ndjson', '--json'];
    const { code, stdout } = await place.run(args);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ delivered: 0, reasons: { refused: 1 } });
    expect(place.lines('dead.ndjson')).toMatchObject([
      { reason: 'refused', reply: { status: 403 }, message: { properties: { number: 1 } } },
    ]);
  });

  it('stops at the first problem with --fail-fast, and goes on behind what was delivered', async () => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', `${eventLine(1)}${BROKEN}${eventLine(2)}`);

    const first = await place.run(['import', 'events.ndjson', '--fail-fast']);
    const second = await place.run(['import', 'events.ndjson', '--resume']);

    expect(first).toMatchObject({ code: 1, stderr: '' });
    expect(first.stdout).toContain('It stopped at the first problem (--fail-fast).');
    expect(first.stdout).toContain('waybill import events.ndjson --fail-fast --resume');
    expect(second).toMatchObject({ code: 1, stderr: '' });
    expect(receivedBy(service).numbers).toEqual([1, 2]);
  });

  it('checks everything and sends nothing in a dry run, without a key', async () => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', `${eventLines(10)}${BROKEN}`);

    const { code, stdout } = await place.run(['import', 'events.ndjson', '--dry-run']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/^Checked 11 records in .*, and sent nothing\.\n/);
    expect(stdout).toMatch(/valid +10\n/);
    expect(service.requests).toEqual([]);
    expect(existsSync(place.path('events.ndjson.checkpoint'))).toBe(false);
  });

  it('leaves out what happened before or after', async () => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', eventLines(10));

    const since = ['--since', '2026-01-01T00:00:03Z', '--until', '2026-01-01T00:00:05Z'];
    const { code, stdout } = await place.run(['import', 'events.ndjson', ...since]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/skipped +8 /);
    expect(receivedBy(service).numbers).toEqual([3, 4]);
  });

  it('takes standard input, patterns, gzip, and CSV with a mapping', async () => {
    const { service, place } = await aPlace();
    place.write('1.ndjson', eventLine(1));
    writeFileSync(place.path('2.ndjson.gz'), gzipSync(eventLine(2)));
    place.write('3.csv', 'user,n\nu,3\n');
    const properties = { field: 'properties.number', type: 'integer' };
    const columns = { user: 'userId', n: properties };
    place.write('map.json', JSON.stringify({ type: 'track', event: 'Seen', columns }));

    const files = await place.run(['import', '[12].*', '3.csv', '--map', 'map.json']);
    const piped = await place.run(['import', '-'], { input: eventLine(4) });

    expect([files, piped]).toMatchObject([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect(receivedBy(service).numbers).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [['import'], "missing required argument 'file'"],
    [['import', 'events.ndjson', '--rate', 'fast'], 'as 1000/s'],
    [['import', 'events.ndjson', '--since', 'yesterday'], 'a date or a time in ISO 8601'],
    [['import', 'no.ndjson'], 'There is no file no.ndjson'],
    [['import', 'events.ndjson', '--plan', 'no.yaml'], 'no.yaml'],
    [['import', 'events.ndjson', '--map', 'no.json'], "The mapping no.json can't be read"],
    [['import', 'events.csv'], 'give a mapping (--map)'],
    [['import', 'events.ndjson', '--resume'], 'There is no checkpoint events.ndjson.checkpoint'],
    [['import', '-', '--resume'], 'can be read once only'],
    [['import', 'events.ndjson', '--dead-letters', 'events.ndjson'], 'name another file'],
    [['import', 'events.ndjson', '--dead-letters', '.'], 'it is a folder'],
  ])('ends with 2 and without a request for %j', async (args, complaint) => {
    const { service, place } = await aPlace();
    place.write('events.ndjson', eventLine(1));
    place.write('events.csv', 'user\nu\n');

    const ended = await place.run(args);

    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(complaint);
    expect(service.requests).toEqual([]);
    expect(existsSync(place.path('events.csv.checkpoint'))).toBe(false);
  });
});
