import { CLIENTS } from './clients.js';
import type { Finding } from './finding.js';
import type { Summary } from './summary.js';

export interface JsonReport {
  readonly version: string;
  readonly folder: string;
  readonly mode: 'list' | 'write';
  readonly findings: readonly Finding[];
  readonly summary: Summary;
}

/** The report for programs: one JSON document, whose shape docs/reference/cli.md describes. */
export function reportJson({ version, folder, mode, findings, summary }: JsonReport): string {
  const packages = findings.map((finding) => ({
    ...finding,
    client: CLIENTS[finding.client].package,
  }));
  const document = { version, folder, mode, summary, findings: packages };
  return `${JSON.stringify(document, null, 2)}\n`;
}
