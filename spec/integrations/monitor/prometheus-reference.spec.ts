import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import parse from 'parse-prometheus-text-format';
import { Counters, type Stats } from '../../../lib/client/stats.js';
import { prometheusOf } from '../../../lib/integrations/monitor/prometheus.js';
import { newDestinationStats } from '../../../lib/pipeline/destination-stats.js';
import { codeIn, rowsOf } from '../../support/documents.js';

/** Every metric that there may be, as `name kind labels`. */
function metrics(): readonly string[] {
  const own = new Counters().snapshot(0);
  const { dropped } = own;
  const stats = {
    ...own,
    mirror: own,
    plan: { forwarded: own },
    spool: { bytes: 0, delivered: 0, dropped, failures: 0 },
    destinations: { warehouse: newDestinationStats() },
  } as unknown as Stats;
  return parse(prometheusOf(stats, {})).map(({ name, type, metrics: [sample] }) => {
    const labels = Object.keys(sample?.labels ?? {}).join(' ');
    return `${name} ${type.toLowerCase()} ${labels}`.trim();
  });
}

describe('the metrics of Prometheus in docs/guide/observability.md', () => {
  const text = readFileSync('docs/guide/observability.md', 'utf8');
  const [, reference = '', alerts = ''] =
    /^## Prometheus\n([\s\S]*)^### Alerts\n([\s\S]*?)^## /m.exec(text) ?? [];
  const rows = rowsOf(reference).filter(([first = '']) => first.startsWith('`'));

  it('are all that there are, with kind and labels', () => {
    const documented = rows.map(([name = '', kind = '', labels = '']) =>
      [...codeIn(name), kind, ...codeIn(labels)].join(' '),
    );
    const beside = /^waybill_(?:mirror|forwarded)_/;
    expect(documented).toEqual(metrics().filter((metric) => !beside.test(metric)));
  });

  it('are those of the mirror and of what is forwarded too, as far as is said', () => {
    const first = metrics().slice(0, 13);
    expect(reference).toContain('the first thirteen too');
    for (const name of ['mirror', 'forwarded']) {
      const its = metrics().filter((metric) => metric.startsWith(`waybill_${name}_`));
      expect(its.map((metric) => metric.replace(`_${name}`, ''))).toEqual(first);
    }
  });

  it('are what alerts ask for', () => {
    const asked = [...alerts.matchAll(/\bwaybill_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(4);
    const names = new Set(metrics().map((metric) => metric.split(' ')[0]));
    expect(asked.filter((name) => !names.has(name))).toEqual([]);
  });
});
