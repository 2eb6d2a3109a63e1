import type { Paint } from './colours.js';
import type { Source } from './workspace-package.js';

/** What a person has to know of a workspace to send to it. */
export interface Welcome {
  /** What it is: ours or that of another process. */
  readonly title: string;
  readonly url: string;
  readonly pageUrl: string;
  readonly sources: readonly Source[];
  /** Whether other write keys than those of the sources are taken. */
  readonly takesAnyKey: boolean;
  /** Where messages are kept, as a person would say it. */
  readonly messages: string;
  /** The plan of all sources that have none of their own. */
  readonly plan: string | undefined;
  readonly configFile: string | undefined;
}

const LABEL_WIDTH = 'write keys'.length;

/** The lines that greet: where the page and the endpoint are, the write keys, and a client to begin with. */
export function banner(welcome: Welcome, paint: Paint): string {
  const { title, url, pageUrl, sources, messages, plan, configFile } = welcome;
  const rows: readonly (readonly [string, string])[] = [
    ['page', paint('cyan', pageUrl)],
    ['address', paint('cyan', url)],
    ...keyRows(welcome, paint),
    ['messages', messages],
    ...(plan === undefined ? [] : ([['plan', plan]] as const)),
    ...(configFile === undefined ? [] : ([['set up by', configFile]] as const)),
  ];
  const lines = rows.map(
    ([label, value]) => `  ${paint('dim', label.padEnd(LABEL_WIDTH))}  ${value}`,
  );
  return `${[paint('bold', title), '', ...lines, ...snippet(url, sources), ''].join('\n')}\n`;
}

function keyRows(
  { sources, takesAnyKey }: Welcome,
  paint: Paint,
): readonly (readonly [string, string])[] {
  const width = Math.max(...sources.map(({ writeKey }) => writeKey.length));
  return sources.map(({ name, kind, writeKey, enabled }, index) => {
    const label = index > 0 ? '' : `write key${sources.length > 1 ? 's' : ''}`;
    const others = takesAnyKey ? '; any other key is taken, too' : '';
    const told = `${name}, ${kind}${enabled ? '' : ', switched off'}${others}`;
    return [label, `${writeKey.padEnd(width)}  ${paint('dim', told)}`] as const;
  });
}

function snippet(url: string, sources: readonly Source[]): readonly string[] {
  const source = sources.find(({ enabled }) => enabled);
  if (source === undefined) return [];
  const options = `writeKey: ${literal(source.writeKey)}, host: ${literal(url)}`;
  return [
    '',
    "  import { Analytics } from 'waybill';",
    `  const analytics = new Analytics({ ${options} });`,
  ];
}

/** A text as code: JSON is code as well. */
function literal(text: string): string {
  return /^[^'\\\p{C}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text);
}
