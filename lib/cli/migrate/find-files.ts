import { spawnSync } from 'node:child_process';
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ENDINGS } from './syntax.js';

/** The files of a folder that are looked at, by their paths from it, with slashes. */
export interface FoundFiles {
  readonly sources: readonly string[];
  readonly manifests: readonly string[];
  /** Folders that could not be listed. */
  readonly closed: readonly string[];
}

const SKIPPED_FOLDERS = new Set(['node_modules', 'bower_components', 'dist', 'build', 'coverage']);
const SOURCE = new RegExp(`(?<!\\.d)\\.(?:${ENDINGS.join('|')})$`);
/** A folder nested deeper than this is no part of a project. */
const MAX_DEPTH = 100;
/** What git may print: the paths that are ignored. */
const MAX_LIST_BYTES = 256 * 1024 * 1024;

/** Lists a folder, without what is installed, built, hidden or ignored by git. Symbolic links are not followed. */
export function findFiles(folder: string): FoundFiles {
  const found: string[] = [];
  const closed: string[] = [];
  const list = (path: string, depth: number): void => {
    for (const entry of entriesOf(join(folder, path), () => closed.push(path))) {
      const own = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        const isSkipped = entry.name.startsWith('.') || SKIPPED_FOLDERS.has(entry.name);
        if (!isSkipped && depth < MAX_DEPTH) list(own, depth + 1);
      } else if (entry.isFile() && (SOURCE.test(entry.name) || entry.name === 'package.json')) {
        found.push(own);
      }
    }
  };
  list('', 0);
  const ignored = ignoredByGit(folder, found);
  const kept = found.filter((path) => !ignored.has(path));
  const isManifest = (path: string): boolean => /(?:^|\/)package\.json$/.test(path);
  return {
    sources: kept.filter((path) => !isManifest(path)),
    manifests: kept.filter(isManifest),
    closed,
  };
}

function entriesOf(path: string, onClosed: () => void): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
  } catch {
    // No permission, or it went away meanwhile: told as a finding.
    onClosed();
    return [];
  }
}

/** Asks git once for all paths. Without git, or outside of a repository, nothing is ignored. */
function ignoredByGit(folder: string, paths: readonly string[]): ReadonlySet<string> {
  if (paths.length === 0) return new Set();
  const { status, stdout } = spawnSync(
    'git',
    // A repository may name a program to be run for its index; none is run for a list of paths.
    ['-c', 'core.fsmonitor=false', 'check-ignore', '-z', '--stdin'],
    { cwd: folder, input: paths.join('\0'), encoding: 'utf8', maxBuffer: MAX_LIST_BYTES },
  );
  return new Set(status === 0 ? stdout.split('\0') : []);
}
