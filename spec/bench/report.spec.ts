import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { writeReport } from '../../bench/harness/report.mjs';
import { table } from '../../bench/harness/table.mjs';

const RUN = {
  date: '2026-01-31',
  machine: { text: 'Node v20, 2 × A Processor, linux', cpus: 2 },
  isQuick: true,
  load: [0.1, 1.5],
  targets: [{ name: 'events/s, of the limit', atLeast: 0.9, value: 1.25, unit: '×' }],
  sections: [
    {
      name: 'throughput',
      title: 'Throughput',
      text: table(
        ['', 'events/s', 'arrived'],
        [
          ['limit', '1,000', 'yes'],
          ['a | b <c>', '–', 'yes'],
        ],
      ),
      charts: [
        {
          title: 'Events & more',
          unit: 'µs',
          decimals: 1,
          bars: [
            { name: 'waybill', value: 20 },
            { name: 'limit', value: 10 },
            { name: 'not measured', value: Number.NaN },
          ],
        },
      ],
    },
  ],
};

describe('npm run bench -- --report', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-report-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const report = (run: object = RUN): string => {
    const file = join(folder, 'figures.md');
    writeReport(file, { ...RUN, ...run });
    return readFileSync(file, 'utf8');
  };

  it('writes tables of Markdown, with cells that stay within them', () => {
    expect(report()).toContain(
      '|  | events/s | arrived |\n| --- | ---: | ---: |\n| limit | 1,000 | yes |\n| a \\| b &lt;c> | – | yes |',
    );
  });

  it('writes what has to be reached, and whether it is', () => {
    expect(report()).toContain('| events/s, of the limit | ≥ 0.90 × | 1.25 × | yes |');
  });

  it('draws bars as long as their figures, and says them in words', () => {
    expect(report()).toContain(
      '![Events & more: waybill 20.0 µs, limit 10.0 µs](figures/throughput-1.svg)',
    );
    const image = readFileSync(join(folder, 'figures', 'throughput-1.svg'), 'utf8');
    expect(XMLValidator.validate(image)).toBe(true);
    const { svg } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
      image,
    );
    const [own, limit, ...others] = svg.rect as readonly Record<string, string>[];
    expect(others).toEqual([]);
    expect([own?.['class'], limit?.['class']]).toEqual(['own', 'bar']);
    expect(Number(own?.['width'])).toBe(2 * Number(limit?.['width']));
  });

  it.each([
    { load: [0.1, 1.5], isQuick: true, says: 'quick run', busy: 'The machine was quiet' },
    { load: [1.2, 1.5], isQuick: false, says: 'full run', busy: 'The machine did other work' },
  ])('says that it is a $says, and that $busy', ({ load, isQuick, says, busy }) => {
    const text = report({ load, isQuick });
    for (const words of [says, busy, RUN.machine.text, RUN.date]) expect(text).toContain(words);
  });

  it('leaves no chart of an earlier run', () => {
    report();
    writeFileSync(join(folder, 'figures', 'old-1.svg'), '');
    report();
    expect(() => readFileSync(join(folder, 'figures', 'old-1.svg'))).toThrow('ENOENT');
  });
});
