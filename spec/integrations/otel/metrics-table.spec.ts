import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DataPointType, type MetricData } from '@opentelemetry/sdk-metrics';
import { plan, viewed } from '../../support/a-planned-client.js';
import { codeIn, rowsOf } from '../../support/documents.js';
import { status } from '../../support/service.js';
import { SpoolFolder } from '../../support/spool-folder.js';
import { anObservedClient, useObservedStage } from './an-observed-client.js';

const stage = useObservedStage();

/** What is known of a metric: its kind, and the attributes that tell its values apart. */
type Known = readonly [name: string, kind: string, ...attributes: readonly string[]];

const inOrder = (metrics: readonly Known[]): readonly Known[] =>
  metrics.toSorted(([one], [other]) => (one < other ? -1 : 1));

/** Everything that a client can have, and each kind of end. */
async function everything(): Promise<readonly Known[]> {
  const service = await stage.service([status(503), status(200), status(401)]);
  const [second, audit] = [await stage.service(), await stage.service()];
  const { client, collect } = anObservedClient(
    stage,
    service,
    {},
    {
      mirror: { writeKey: 'b', host: second.url },
      plan: {
        plan,
        onViolation: 'block',
        forwardBlocked: { writeKey: 'audit', host: audit.url },
      },
      spool: { folder: new SpoolFolder(stage).path },
      plugins: [{ name: 'a warehouse', type: 'destination', track: (context) => context }],
    },
  );
  for (const properties of [{ product_id: 'p' }, { product_id: 'p' }, {}]) {
    client.track(viewed(properties));
    await client.flush();
  }
  return Object.entries((await collect()).metrics).map(knownOf);
}

function knownOf([name, metric]: readonly [string, MetricData]): Known {
  const points: readonly MetricData['dataPoints'][number][] = metric.dataPoints;
  const attributes = points.flatMap((point) => Object.keys(point.attributes));
  return [name, kindOf(metric), ...new Set(attributes.sort())];
}

function kindOf(metric: MetricData): string {
  if (metric.dataPointType === DataPointType.SUM) return metric.isMonotonic ? 'counter' : 'level';
  return metric.dataPointType === DataPointType.GAUGE ? 'gauge' : 'histogram';
}

/** The table of the guide, and what it says of the mirror and of what is forwarded spelled out. */
function documented(): readonly Known[] {
  const [, section = ''] = readFileSync('docs/guide/observability.md', 'utf8').split(
    '\n## OpenTelemetry\n',
  );
  const [table = ''] = section.split('\n## ');
  const rows = rowsOf(table).slice(1);
  const beside = rows.findIndex(([names = '']) => names.includes('…'));
  const listed = (some: typeof rows, scope: string): readonly Known[] =>
    some.flatMap(([names = '', kind = '', attributes = '']) =>
      codeIn(names).map(
        (name): Known => [
          name.replace('waybill.', scope),
          kind.replace(/,.*/, ''),
          ...codeIn(attributes).toSorted(),
        ],
      ),
    );
  const ofEndpoint = rows.slice(0, beside);
  const scopes = codeIn(rows[beside]?.[0] ?? '').map((name) => name.replace('…', ''));
  return [
    ...listed(ofEndpoint, 'waybill.'),
    ...scopes.flatMap((scope) => listed(ofEndpoint, scope)),
    ...listed(rows.slice(beside + 1), 'waybill.'),
  ];
}

describe('the metrics of docs/guide/observability.md', () => {
  it('are those that the SDK collects, with their kinds and attributes', async () => {
    const known = inOrder(documented());
    expect(known.length).toBeGreaterThan(40);
    expect(inOrder(await everything())).toEqual(known);
  });
});
