import type { Source } from '../entry/source.js';
import type { SourceConfig } from './config.js';

/** A source that says everything, and its plan, if it has one. */
export type CompleteSource = Source & Pick<SourceConfig, 'plan' | 'sourceId'>;

/** Fills in what a source leaves out. */
export function completeSource(source: SourceConfig): CompleteSource {
  const { name, kind = 'server', writeKey = `dev-${name}`, enabled = true } = source;
  const { plan, sourceId } = source;
  return {
    name,
    kind,
    writeKey,
    enabled,
    ...(plan === undefined ? {} : { plan }),
    ...(sourceId === undefined ? {} : { sourceId }),
  };
}
