import { CLIENT_MARK } from '../../lib/plan/typed-client/client-source.js';
import type { SourceFile } from './architecture.js';

const MAX_LINES = 250;
/** The folders with code of our own. */
export const FOLDERS = ['bench', 'examples', 'lib', 'scripts', 'site', 'spec', 'workspace'];
const CODE = new RegExp(`^(?:${FOLDERS.join('|')})/.*\\.(?:[cm]?[jt]s|sh|css|html)$`);

/** The files with code that somebody wrote: a client that was made of a plan says so in its first line. */
export function written(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.filter(({ path, text }) => CODE.test(path) && !text.startsWith(CLIENT_MARK));
}

/** Those of them that are longer than a file may be: `lib/a.ts: 251 lines, and 250 are the limit`. */
export function tooLong(files: readonly SourceFile[]): readonly string[] {
  return written(files).flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines > MAX_LINES ? [`${path}: ${lines} lines, and ${MAX_LINES} are the limit`] : [];
  });
}
