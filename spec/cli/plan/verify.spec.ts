import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waybill } from '../waybill.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';

let folder: Folder;
let plan: string;
beforeAll(() => {
  folder = aFolder();
  plan = folder.write(
    'plan.yaml',
    `name: A shop
transformations:
  - { name: old, sourceId: server, enabled: true, if: "event = 'Ordered'", newEventName: Order Completed }
rules:
  - type: TRACK
    key: Order Completed
    jsonSchema:
      type: object
      properties:
        properties:
          type: object
          required: [total]
          properties: { total: { type: number } }
`,
  );
});
afterAll(() => folder.dispose());

const GOOD = aTrack('Order Completed', { total: 1 }, 'm-1');
const BAD = aTrack('Order Completed', { total: 'x' }, 'm-2');
const UNPLANNED = aTrack('Order Complete', {}, 'm-3');
const EXTRA = aTrack('Order Completed', { total: 1, totl: 2 }, 'm-4');

const verify = (contents: string, ...args: readonly string[]) =>
  waybill('plan', 'verify', folder.write('events.ndjson', contents), '--plan', plan, ...args);

describe('waybill plan verify', () => {
  it.each([
    ['all is as planned', lines(GOOD), [], 0],
    ['a message breaks its rule', lines(GOOD, BAD), [], 1],
    ['an event is not planned', lines(GOOD, UNPLANNED), [], 1],
    ['a property is not planned', lines(EXTRA), [], 1],
    ['that is allowed', lines(EXTRA, UNPLANNED), ['--allow-unplanned'], 0],
    ['that is allowed, and another breaks its rule', lines(BAD), ['--allow-unplanned'], 1],
    ['a line can not be read', `${lines(GOOD)}nonsense\n`, ['--allow-unplanned'], 1],
    ['the source has it mended', lines(aTrack('Ordered', { total: 1 })), ['--source', 'server'], 0],
  ])('where %s', async (_, contents, args, expected) => {
    const { exitCode, out, complaints } = await verify(contents, ...args);
    expect([exitCode, complaints]).toEqual([expected, '']);
    expect(out).toMatch(/against the plan "A shop"/);
  });

  it('reports by event and violation', async () => {
    const { out } = await verify(lines(GOOD, BAD, BAD, UNPLANNED, EXTRA), '--max-samples', '1');
    // How wide a column is depends on the name of the folder.
    const text = out.replaceAll(folder.path, '').replaceAll(/(?<=\S) {2,}/g, '  ');

    expect(text).toBe(`TRACK "Order Completed": 4 messages, 2 with violations
  kind  field  what  count  first  messages
  Invalid Type  properties.total  Invalid type. Expected: number, given: string  2  /events.ndjson:2  m-2
  Unplanned  properties.totl  perhaps properties.total  1  /events.ndjson:5  m-4

Not planned
  event  what  count  first  messages
  track "Order Complete"  perhaps "Order Completed"  1  /events.ndjson:4  m-3

5 messages against the plan "A shop": 1 as planned, 2 with violations (2), 1 not planned, 1 with properties that are not planned.
`);
  });

  it('leaves out what is allowed, and counts what no rule is about and what could not be read', async () => {
    const identify = { type: 'identify', userId: 'user-7' };
    const contents = `${lines(GOOD, UNPLANNED, EXTRA, identify)}nonsense\n`;
    const { out } = await verify(contents, '--allow-unplanned');

    expect(out.replaceAll(folder.path, '')).toBe(`/events.ndjson:5 is no JSON; skipped.

4 messages against the plan "A shop": 1 as planned, 0 with violations (0), 1 not planned (allowed), 1 with properties that are not planned (allowed), 1 that no rule is about, 1 that could not be read.
`);
    const json = JSON.parse((await verify(contents, '--allow-unplanned', '--json')).out);
    expect(json).toMatchObject({
      unplannedAllowed: true,
      totals: { asPlanned: 1, withoutRule: 1 },
    });
  });

  it('reports as JSON', async () => {
    const { out } = await verify(lines(BAD, UNPLANNED, EXTRA), '--json');
    const first = (number: number) => ({
      name: `${folder.path}/events.ndjson`,
      unit: 'line',
      number,
    });

    expect(JSON.parse(out)).toEqual({
      plan: 'A shop',
      passed: false,
      unplannedAllowed: false,
      totals: {
        messages: 3,
        asPlanned: 0,
        dropped: 0,
        withoutRule: 0,
        failed: 1,
        violations: 1,
        unplanned: 1,
        withUnplannedKeys: 1,
      },
      rules: [
        {
          type: 'TRACK',
          key: 'Order Completed',
          version: 1,
          messages: 2,
          failed: 1,
          violations: [
            {
              type: 'Invalid Type',
              field: 'properties.total',
              description: 'Invalid type. Expected: number, given: string',
              count: 1,
              first: first(1),
              samples: ['m-2'],
            },
          ],
          unplanned: [
            { key: 'totl', nearest: 'total', count: 1, first: first(3), samples: ['m-4'] },
          ],
        },
      ],
      unplannedEvents: [
        {
          type: 'track',
          name: 'Order Complete',
          nearest: 'Order Completed',
          count: 1,
          first: first(2),
          samples: ['m-3'],
        },
      ],
      more: { violations: 0, unplannedEvents: 0, unplannedKeys: 0 },
      reading: { lines: 3, bytes: expect.any(Number), notAccepted: 0, faults: {} },
    });
  });

  it.each<readonly [string, () => readonly string[], RegExp]>([
    [
      'no message',
      () => [folder.write('none.ndjson', '\n'), '--plan', plan],
      /There is no message in .*, so nothing was checked/,
    ],
    [
      'a broken plan',
      () => [
        folder.write('e.ndjson', lines(GOOD)),
        '--plan',
        folder.write('broken.yaml', 'name: x\nrules: 7\n'),
      ],
      /broken\.yaml:2: rules must be a list/,
    ],
    [
      'a source that the plan does not have',
      () => [folder.write('e.ndjson', lines(GOOD)), '--plan', plan, '--source', 'sever'],
      /The plan has no source sever: it has server/,
    ],
    [
      'no option for the plan',
      () => [folder.write('e.ndjson', lines(GOOD))],
      /required option '--plan <file>'/,
    ],
  ])('refuses %s', async (_, args, expected) => {
    const { exitCode, out, complaints } = await waybill('plan', 'verify', ...args());
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toMatch(expected);
  });
});
