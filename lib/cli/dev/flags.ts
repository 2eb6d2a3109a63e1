import { UsageError } from '../terminal.js';
import type { Configured, Source, SourceKind } from './workspace-package.js';

/** What was typed behind `waybill dev`, as it was typed. */
export interface DevFlags {
  readonly port?: string;
  readonly host?: string;
  readonly folder?: string;
  readonly memory?: boolean;
  readonly strict?: boolean;
  readonly source?: readonly string[];
  readonly maxLog?: string;
  readonly plan?: string;
  readonly config?: string;
  readonly open?: boolean;
  readonly tail?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const MAX_PORT = 65_535;
const KINDS: readonly SourceKind[] = ['web', 'mobile', 'server', 'cloud'];
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
};
/** As for `maxLogBytes` in a configuration. */
const MIN_LOG_BYTES = 1024 ** 2;

/** The part of the flags that a configuration file may have as well. @throws UsageError */
export function readFlags(flags: DevFlags): Configured {
  const { port, host, folder, memory, strict, maxLog, plan, source = [] } = flags;
  if (memory && folder !== undefined) {
    throw new UsageError('--memory and --folder exclude each other: leave one of them out.');
  }
  if (host?.trim() === '') throw new UsageError('--host is empty: name an address.');
  if (folder?.trim() === '') throw new UsageError('--folder is empty: name a folder.');
  if (plan?.trim() === '') throw new UsageError('--plan is empty: name the file of a plan.');
  return {
    ...(port === undefined ? {} : { port: readPort(port) }),
    ...(host === undefined ? {} : { host }),
    ...(folder === undefined ? {} : { folder }),
    ...(memory === undefined ? {} : { memory }),
    ...(strict === undefined ? {} : { strict }),
    ...(maxLog === undefined ? {} : { maxLogBytes: readSize(maxLog) }),
    ...(plan === undefined ? {} : { plan }),
    ...(source.length === 0 ? {} : { sources: readSources(source) }),
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= MAX_PORT) return port;
  throw new UsageError(`--port must be a whole number from 0 to ${MAX_PORT}; found ${text}.`);
}

function readSize(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([kmg]?b|)$/i.exec(text.trim()) ?? [];
  const bytes = Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? 1));
  if (number !== '' && bytes >= MIN_LOG_BYTES && Number.isSafeInteger(bytes)) return bytes;
  throw new UsageError(`--max-log must be a size of 1mb or more, such as 512mb; found ${text}.`);
}

function readSources(texts: readonly string[]): readonly Source[] {
  const sources = texts.map(readSource);
  for (const [index, source] of sources.entries()) {
    for (const part of ['name', 'writeKey'] as const) {
      if (sources.findIndex((one) => one[part] === source[part]) === index) continue;
      const what = part === 'name' ? `the name ${source.name}` : 'the same write key';
      throw new UsageError(`--source: two of them have ${what}. Give each its own.`);
    }
  }
  return sources;
}

/** `NAME[:KIND][=WRITEKEY]`: a write key may contain anything. */
function readSource(text: string): Source {
  const [, name = '', kind = 'server', writeKey = `dev-${name}`] =
    /^([^:=]+)(?::([^=]*))?(?:=(.*))?$/.exec(text) ?? [];
  if (name.trim() === '' || writeKey.trim() === '') {
    throw new UsageError(
      `--source must be NAME, NAME:KIND or NAME:KIND=WRITEKEY, such as shop:web; found ${text}.`,
    );
  }
  const known = KINDS.find((one) => one === kind);
  if (known !== undefined) return { name, kind: known, writeKey, enabled: true };
  throw new UsageError(
    `--source ${name}: there is no kind ${JSON.stringify(kind)}. Take one of ${KINDS.join(', ')}.`,
  );
}
