import type { Source } from '../entry/source.js';
import type { SourceConfig } from './config.js';

/** Fills in what a source leaves out. */
export function completeSource(source: SourceConfig): Source {
  const { name, kind = 'server', writeKey = `dev-${name}`, enabled = true } = source;
  return { name, kind, writeKey, enabled };
}
