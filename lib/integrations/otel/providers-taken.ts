import { type MeterProvider, metrics, type TracerProvider, trace } from '@opentelemetry/api';
import { ValidationError } from '../../base/errors.js';
import type { Analytics } from '../../client/analytics.js';

export interface Providers {
  readonly meterProvider: MeterProvider | undefined;
  readonly tracerProvider: TracerProvider | undefined;
}

type Taken = { readonly [Name in keyof Providers]: Set<Providers[Name]> };

/** Where each client goes already; `undefined` is the global provider. */
const takenOf = new WeakMap<Analytics, Taken>();

/**
 * Notes where a client goes: a provider that got it twice would count every request twice. Gives what ends it.
 * @throws ValidationError for a provider that it goes to already.
 */
export function takeProviders(client: Analytics, given: Providers): () => void {
  const taken = takenOf.get(client) ?? { meterProvider: new Set(), tracerProvider: new Set() };
  takenOf.set(client, taken);
  const meterProvider = unlessGlobal(given.meterProvider, metrics.getMeterProvider());
  const tracerProvider = unlessGlobal(given.tracerProvider, trace.getTracerProvider());
  if (taken.meterProvider.has(meterProvider)) throw isTaken('meterProvider', meterProvider);
  if (taken.tracerProvider.has(tracerProvider)) throw isTaken('tracerProvider', tracerProvider);
  taken.meterProvider.add(meterProvider);
  taken.tracerProvider.add(tracerProvider);
  return () => {
    taken.meterProvider.delete(meterProvider);
    taken.tracerProvider.delete(tracerProvider);
  };
}

function unlessGlobal<Provider>(given: Provider, global: Provider): Provider | undefined {
  return given === global ? undefined : given;
}

function isTaken(field: keyof Providers, provider: unknown): ValidationError {
  const found = provider === undefined ? 'the global one' : 'the same';
  const expected = 'another: this client is observed for it already; end that first';
  return new ValidationError({ code: 'invalid', call: 'observe', field, found, expected });
}
