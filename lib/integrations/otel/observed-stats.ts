import type { Attributes, BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { Analytics } from '../../client/analytics.js';
import type { Stats } from '../../client/stats.js';

/** One number of the account, as an instrument reports it. */
interface Figure {
  readonly kind: 'counter' | 'level';
  readonly unit: string;
  readonly description: string;
  /** A number, or numbers by reason. */
  readonly of: (stats: Stats) => number | Readonly<Record<string, number>> | undefined;
}

const FIGURES: Readonly<Record<string, Figure>> = {
  'waybill.messages.accepted': {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages that were accepted.',
    of: (stats) => stats.accepted,
  },
  'waybill.messages.delivered': {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages that the endpoint has taken.',
    of: (stats) => stats.delivered,
  },
  'waybill.messages.dropped': {
    kind: 'counter',
    unit: '{message}',
    description: 'Accepted messages that were not delivered, by reason.',
    of: (stats) => stats.dropped,
  },
  'waybill.messages.spooled': {
    kind: 'counter',
    unit: '{message}',
    description: 'Messages that were left on the disk, for later.',
    of: (stats) => stats.spooled,
  },
  'waybill.calls.refused': {
    kind: 'counter',
    unit: '{call}',
    description: 'Calls that were not taken, by reason.',
    of: (stats) => stats.refused,
  },
  'waybill.requests': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that were made, repeated ones included.',
    of: (stats) => stats.requests,
  },
  'waybill.requests.retried': {
    kind: 'counter',
    unit: '{request}',
    description: 'Requests that repeated one before.',
    of: (stats) => stats.retried,
  },
  'waybill.requests.active': {
    kind: 'level',
    unit: '{request}',
    description: 'Requests that are out.',
    of: (stats) => stats.inFlight,
  },
  'waybill.queue.messages': {
    kind: 'level',
    unit: '{message}',
    description: 'Messages that are accepted and not settled.',
    of: (stats) => stats.pending,
  },
  'waybill.queue.size': {
    kind: 'level',
    unit: 'By',
    description: 'The JSON of the messages that are not settled.',
    of: (stats) => stats.pendingBytes,
  },
  'waybill.spool.size': {
    kind: 'level',
    unit: 'By',
    description: 'What the client has on the disk.',
    of: (stats) => stats.spool?.bytes,
  },
};

/** Reports the account whenever it is collected, which costs the messages nothing. Gives what ends it. */
export function observeStats(client: Analytics, meter: Meter, attributes: Attributes): () => void {
  const instruments = Object.entries(FIGURES).map(([name, figure]) => ({
    figure,
    instrument: instrumentOf(meter, name, figure),
  }));
  const report = (result: BatchObservableResult): void => {
    const stats = client.stats();
    for (const { figure, instrument } of instruments) {
      const value = figure.of(stats);
      if (typeof value === 'number') result.observe(instrument, value, attributes);
      else if (value !== undefined) {
        for (const [reason, count] of Object.entries(value)) {
          result.observe(instrument, count, { ...attributes, 'waybill.reason': reason });
        }
      }
    }
  };
  const all = instruments.map(({ instrument }) => instrument);
  meter.addBatchObservableCallback(report, all);
  return () => meter.removeBatchObservableCallback(report, all);
}

function instrumentOf(meter: Meter, name: string, { kind, unit, description }: Figure): Observable {
  return kind === 'counter'
    ? meter.createObservableCounter(name, { unit, description })
    : meter.createObservableUpDownCounter(name, { unit, description });
}
