import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

export interface Looks {
  /** Whether somebody watches: standard output is a terminal. */
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether to write in colour: what NO_COLOR (no-color.org) and FORCE_COLOR say, else where somebody watches. */
export function hasColour({ isTerminal, environment }: Looks): boolean {
  const { NO_COLOR: none = '', FORCE_COLOR: forced = '', TERM: terminal } = environment;
  if (none !== '') return false;
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal && terminal !== 'dumb';
}

/** Colours texts, or leaves them as they are. */
export function paintFor(looks: Looks): Paint {
  if (!hasColour(looks)) return (_style, text) => text;
  // Node.js would look at the environment again, and in another way.
  return (style, text) => (text === '' ? '' : styleText(style, text, { validateStream: false }));
}
