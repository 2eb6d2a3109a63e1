import type { Analytics } from '../client/analytics.js';
import type { ImportOptions } from './import-options.js';
import type { ImportReport } from './import-report.js';
import type { ImportRecord } from './record.js';

/** Sends groups of records through a client, and resolves with the account when everything is settled. */
export async function runImport(
  _client: Analytics,
  _groups: AsyncIterable<readonly ImportRecord[]>,
  _options: ImportOptions = {},
): Promise<ImportReport> {
  throw new Error('Not built yet.');
}
