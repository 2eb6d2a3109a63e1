import type { Attributes, BatchObservableResult, Meter, Observable } from '@opentelemetry/api';
import type { Analytics } from '../../client/analytics.js';
import { FIGURES, type Figure } from './figures.js';

/** Reports the account whenever it is collected, which costs the messages nothing. Gives what ends it. */
export function observeStats(client: Analytics, meter: Meter, attributes: Attributes): () => void {
  const instruments = Object.entries(FIGURES).map(([name, figure]) => ({
    figure,
    instrument: instrumentOf(meter, name, figure),
  }));
  const report = (result: BatchObservableResult): void => {
    const stats = client.stats();
    for (const { figure, instrument } of instruments) {
      for (const sample of figure.of(stats)) {
        result.observe(instrument, sample.value, { ...attributes, ...sample.attributes });
      }
    }
  };
  const all = instruments.map(({ instrument }) => instrument);
  meter.addBatchObservableCallback(report, all);
  return () => meter.removeBatchObservableCallback(report, all);
}

function instrumentOf(meter: Meter, name: string, { kind, unit, description }: Figure): Observable {
  const options = { unit, description };
  if (kind === 'counter') return meter.createObservableCounter(name, options);
  if (kind === 'level') return meter.createObservableUpDownCounter(name, options);
  return meter.createObservableGauge(name, options);
}
