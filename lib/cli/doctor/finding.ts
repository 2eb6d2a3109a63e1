export type Level = 'ok' | 'note' | 'warning' | 'error';

/** What can be found, and how bad it is. docs/reference/cli.md says what to do about each. */
export const LEVELS = {
  'node-version': 'ok',
  'node-too-old': 'error',
  'waybill-version': 'ok',
  'waybill-versions-differ': 'warning',
  'write-key': 'ok',
  'write-key-missing': 'error',
  'write-key-shape': 'note',
  'write-key-unproven': 'note',
  region: 'ok',
  'host-plain-http': 'warning',
  endpoint: 'ok',
  'endpoint-dns': 'error',
  'endpoint-connect': 'error',
  'endpoint-tls': 'error',
  'endpoint-silent': 'error',
  'endpoint-key-refused': 'error',
  'endpoint-path': 'error',
  'endpoint-busy': 'warning',
  'endpoint-fault': 'error',
  clock: 'ok',
  'clock-off': 'warning',
  'clock-unknown': 'note',
  'proxy-ignored': 'note',
  'tls-unchecked': 'warning',
  'limit-message': 'ok',
  'limit-message-refused': 'error',
  'limit-batch': 'ok',
  'limit-batch-refused': 'error',
  workspace: 'ok',
  'workspace-none': 'note',
} as const satisfies Readonly<Record<string, Level>>;

export type FindingCode = keyof typeof LEVELS;

export interface Finding {
  readonly code: FindingCode;
  readonly level: Level;
  /** What was found, as a sentence without its full stop. */
  readonly found: string;
  /** What to do; undefined, where there is nothing to do. */
  readonly todo: string | undefined;
}

export function finding(code: FindingCode, found: string, todo?: string): Finding {
  return { code, level: LEVELS[code], found, todo };
}
