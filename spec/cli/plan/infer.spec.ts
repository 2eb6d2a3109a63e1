import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadPlan } from '../../../lib/plan/load-plan.js';
import { waybill } from '../waybill.js';
import { aFolder, aTrack, type Folder, lines } from './a-folder.js';

let folder: Folder;
beforeEach(() => {
  folder = aFolder();
});
afterEach(() => folder.dispose());

const ORDERS = [
  aTrack('Order Completed', { order_id: 'o-1', total: 27.5 }),
  aTrack('Order Completed', { order_id: 'o-2', total: 30, coupon: null }),
  { type: 'identify', userId: 'user-7', traits: { email: 'ada@example.com' } },
];

describe('waybill plan infer', () => {
  it('prints a plan as YAML, and tells on standard error what it was made of', async () => {
    const file = folder.write('events.ndjson', lines(...ORDERS));
    const { exitCode, out, complaints } = await waybill('plan', 'infer', file, '--name', 'A shop');

    expect(exitCode).toBe(0);
    expect(out).toMatch(/^name: A shop\n/);
    expect(out).toContain('format: email');
    expect(out).not.toContain('ada@example.com');
    expect(complaints).toBe(`A plan: 2 rules from 3 messages.

  rule                     messages  properties  required  enums
  IDENTIFY                        1           1         0      0
  TRACK "Order Completed"         2           3         2      0
`);
    expect(loadPlan(folder.write('plan.yaml', out)).rules).toHaveLength(2);
  });

  it('prints it as JSON', async () => {
    const file = folder.write('events.ndjson', lines(...ORDERS));
    const { out } = await waybill('plan', 'infer', file, '--json');
    expect(loadPlan(JSON.parse(out)).name).toBe(`Inferred from ${file}`);
  });

  it.each(['plan.yaml', 'plan.json'])('writes %s, which what it was made of fits', async (name) => {
    const file = folder.write('events.ndjson', lines(...ORDERS));
    const out = `${folder.path}/${name}`;
    const { exitCode, out: report } = await waybill('plan', 'infer', file, '--out', out);

    expect(exitCode).toBe(0);
    expect(report).toContain(`${out}: 2 rules from 3 messages.`);
    expect(report).toContain(`npx waybill plan verify <messages> --plan ${out}`);
    expect(folder.read(name)).toMatch(name === 'plan.json' ? /^\{\n/ : /^name: /);
    expect((await waybill('plan', 'verify', file, '--plan', out)).exitCode).toBe(0);
  });

  it('writes over a plan only where it is told to', async () => {
    const file = folder.write('events.ndjson', lines(...ORDERS));
    const out = folder.write('plan.yaml', 'mine');
    const refused = await waybill('plan', 'infer', file, '--out', out);

    expect([refused.exitCode, folder.read('plan.yaml')]).toEqual([2, 'mine']);
    expect(refused.complaints).toContain('is there already');
    expect((await waybill('plan', 'infer', file, '--out', out, '--force')).exitCode).toBe(0);
  });

  it('reports as JSON, beside the file', async () => {
    const file = folder.write('events.ndjson', lines(...ORDERS, aTrack('Rare'), aTrack('')));
    const args = ['--out', `${folder.path}/plan.yaml`, '--min-count', '2', '--json'];
    const { exitCode, out } = await waybill('plan', 'infer', file, ...args);

    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
      out: `${folder.path}/plan.yaml`,
      name: `Inferred from ${file}`,
      rules: [
        {
          type: 'TRACK',
          key: 'Order Completed',
          version: 1,
          messages: 2,
          properties: 3,
          required: 2,
          choices: 0,
        },
      ],
      messages: 4,
      messagesBelowMinCount: 2,
      nameless: 1,
      messagesLeftOut: 0,
      remarks: [],
      moreRemarks: 0,
      lines: 5,
      bytes: expect.any(Number),
      notAccepted: 0,
      faults: {},
    });
  });

  it('tells what was left out, with an exit code of 1', async () => {
    const file = folder.write(
      'events.ndjson',
      `${lines(...ORDERS, aTrack('Order Completed', { total: '1' }))}nonsense\n`,
    );
    const { exitCode, complaints } = await waybill('plan', 'infer', file);
    expect(exitCode).toBe(1);
    expect(complaints).toContain(`- ${file}:5 is no JSON; skipped.`);
    expect(complaints).toContain(
      '- TRACK "Order Completed": properties.total has several types: string (1), number (2).',
    );
  });

  it('shows nothing that a terminal would obey', async () => {
    const file = folder.write('events.ndjson', lines(aTrack('Red \u001b[31m\n')));
    const { complaints } = await waybill('plan', 'infer', file);
    expect(complaints).toContain('TRACK "Red \uFFFD[31m\uFFFD"');
  });

  it.each([
    [
      'no message',
      lines({ a: 1 }),
      [],
      /There is no message in .* \(1 line\): a line is a message/,
    ],
    [
      'none that makes a rule',
      lines(aTrack('A')),
      ['--min-count', '2'],
      /makes a rule: 1 message is below --min-count, 0 track calls have no event\./,
    ],
    [
      'a count that is none',
      lines(aTrack('A')),
      ['--min-count', '0'],
      /must be a whole number from 1/,
    ],
    ['an empty name', lines(aTrack('A')), ['--name', ''], /--name is empty/],
  ])('refuses %s', async (_, contents, args, expected) => {
    const file = folder.write('events.ndjson', contents);
    const { exitCode, complaints, out } = await waybill('plan', 'infer', file, ...args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(complaints).toMatch(expected);
  });
});
