import { relative } from 'node:path';

/** A path as a person would say it from a folder. */
export function shownPath(path: string, folder: string): string {
  const name = relative(folder, path);
  return name === '' || name.startsWith('..') ? path : name;
}
