import type { OwnStats, Stats } from '../../client/stats.js';

/** What the metrics are called, and what tells them from others. */
export interface PrometheusOptions {
  /** How all names begin: letters, digits and underscores. @default 'waybill' */
  readonly prefix?: string | undefined;
  /** Labels of every metric: what tells several clients apart. @default none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly { readonly labels?: Labels; readonly value: number }[];
}

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The account of a client in Prometheus' text format. */
export function prometheusOf(stats: Stats, options: PrometheusOptions): string {
  const { prefix = 'waybill', labels = {} } = options;
  return [...ownMetrics(stats), ...metricsBeside(stats)]
    .map((metric) => textOf(metric, prefix, labels))
    .join('');
}

function ownMetrics(stats: OwnStats): readonly Metric[] {
  return [
    counter('messages_accepted_total', 'Messages that were accepted.', stats.accepted),
    counter('messages_delivered_total', 'Messages that the endpoint has taken.', stats.delivered),
    byReason('messages_dropped_total', 'Accepted messages that were not delivered.', stats.dropped),
    counter('messages_spooled_total', 'Messages that were left on the disk.', stats.spooled),
    byReason('calls_refused_total', 'Calls that were not taken.', stats.refused),
    counter('requests_total', 'Requests, repeated ones included.', stats.requests),
    counter('requests_retried_total', 'Requests that repeated one before.', stats.retried),
    counter('host_errors_total', 'What functions of the program threw.', stats.hostErrors),
    gauge('requests_in_flight', 'Requests that are out.', stats.inFlight),
    gauge('queue_messages', 'Messages that are accepted and not settled.', stats.pending),
    gauge('queue_bytes', 'The JSON of the messages that are not settled.', stats.pendingBytes),
    gauge('queue_fullness_ratio', 'How full the queue is, 0 to 1.', stats.fullness),
    gauge(
      'endpoint_failing_seconds',
      'For how long the endpoint has failed; 0 where it does not.',
      (stats.failing?.forMs ?? 0) / 1_000,
    ),
  ];
}

/** What stands beside the endpoint: the mirror and what is forwarded by their own names, destinations by label. */
function metricsBeside({ mirror, plan, spool, destinations = {} }: Stats): readonly Metric[] {
  const of = Object.entries(destinations);
  const labelled = (value: (name: string) => number) =>
    of.map(([name]) => ({ labels: { destination: name }, value: value(name) }));
  return [
    ...(mirror === undefined ? [] : named('mirror', ownMetrics(mirror))),
    ...(plan?.forwarded === undefined ? [] : named('forwarded', ownMetrics(plan.forwarded))),
    ...(spool === undefined
      ? []
      : [
          gauge('spool_bytes', 'What the client has on the disk.', spool.bytes),
          counter('spool_delivered_total', 'Messages sent from the disk.', spool.delivered),
          byReason('spool_dropped_total', 'Messages on the disk that were lost.', spool.dropped),
          counter('spool_failures_total', 'How often the disk failed.', spool.failures),
        ]),
    ...(of.length === 0
      ? []
      : [
          {
            name: 'destination_messages_delivered_total',
            kind: 'counter' as const,
            help: 'Messages that a destination plugin has taken.',
            samples: labelled((name) => destinations[name]?.delivered ?? 0),
          },
          {
            name: 'destination_messages_dropped_total',
            kind: 'counter' as const,
            help: 'Messages that a destination plugin did not get.',
            samples: of.flatMap(([destination, { dropped }]) =>
              Object.entries(dropped).map(([reason, value]) => ({
                labels: { destination, reason },
                value,
              })),
            ),
          },
          {
            name: 'destination_queue_messages',
            kind: 'gauge' as const,
            help: 'Messages that wait for a destination plugin.',
            samples: labelled((name) => destinations[name]?.pending ?? 0),
          },
        ]),
  ];
}

function named(what: string, metrics: readonly Metric[]): readonly Metric[] {
  return metrics.map((metric) => ({ ...metric, name: `${what}_${metric.name}` }));
}

function counter(name: string, help: string, value: number): Metric {
  return { name, kind: 'counter', help, samples: [{ value }] };
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, kind: 'gauge', help, samples: [{ value }] };
}

function byReason(name: string, help: string, counts: Readonly<Record<string, number>>): Metric {
  const samples = Object.entries(counts).map(([reason, value]) => ({ labels: { reason }, value }));
  return { name, kind: 'counter', help, samples };
}

function textOf({ name, kind, help, samples }: Metric, prefix: string, labels: Labels): string {
  const full = `${prefix}_${name}`;
  const lines = samples.map((sample) => {
    const all = Object.entries({ ...labels, ...sample.labels });
    const shown = all.map(([label, value]) => `${label}="${escaped(value)}"`).join(',');
    return `${full}${shown === '' ? '' : `{${shown}}`} ${sample.value}\n`;
  });
  return `# HELP ${full} ${help}\n# TYPE ${full} ${kind}\n${lines.join('')}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
