import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClientName, mentionsClient } from './clients.js';
import { applyEdits, Places } from './edits.js';
import { findFiles } from './find-files.js';
import { type Finding, toFinding } from './finding.js';
import { migrateManifest } from './manifest.js';
import { type Looked, migrateSource, unreadable } from './migrate-source.js';
import { type ReadText, readText, reasonOf } from './read-text.js';
import { UnreadableError } from './syntax.js';

export interface MigrationTask {
  readonly folder: string;
  /** Whether files are rewritten; else nothing is written. */
  readonly mode: 'list' | 'write';
  /** The version of Waybill that manifests get. */
  readonly version: string;
  /** The names that Waybill exports. */
  readonly offers: ReadonlySet<string>;
  /** Told before each file. */
  readonly onProgress: (done: number, all: number) => void;
}

export interface Migration {
  readonly findings: readonly Finding[];
  /** How many files were looked at. */
  readonly files: number;
  /** How many were rewritten. */
  readonly rewritten: number;
}

/** Looks at a folder, and rewrites what can be rewritten, if it is told to. */
export function migrateFolder(task: MigrationTask): Migration {
  const { folder, version, offers, onProgress } = task;
  const { sources, manifests, closed } = findFiles(folder);
  const all = sources.length + manifests.length;
  const left = new Set<ClientName>();
  const unlisted = unreadable('', new UnreadableError("The folder can't be listed."));
  const findings: Finding[] = closed.flatMap((path) =>
    report({ file: path === '' ? '.' : path, text: '', isWritten: false }, unlisted),
  );
  let rewritten = 0;
  const settle = (file: string, look: (text: string) => Looked, done: number): void => {
    onProgress(done, all);
    const read = readText(join(folder, file));
    const looked = read.kind === 'text' ? look(read.text) : lookAtUnreadable(read);
    const settled = settleFile({ file, read, looked }, task);
    for (const client of settled.left) left.add(client);
    findings.push(...settled.findings);
    if (settled.isWritten) rewritten += 1;
  };
  for (const [index, file] of sources.entries()) {
    settle(file, (text) => migrateSource({ path: file, text }, offers), index);
  }
  for (const [index, file] of manifests.entries()) {
    const range = `^${version}`;
    const look = (text: string): Looked => migrateManifest({ path: file, text, range, left });
    settle(file, look, sources.length + index);
  }
  onProgress(all, all);
  return { findings, files: all, rewritten };
}

/** What names no client needs not be read. */
function lookAtUnreadable({ why, text }: Extract<ReadText, { kind: 'unreadable' }>): Looked {
  const isOther = text !== undefined && !mentionsClient(text);
  return isOther
    ? { remarks: [], left: new Set() }
    : unreadable(text ?? '', new UnreadableError(why));
}

interface LookedFile {
  readonly file: string;
  readonly read: ReadText;
  readonly looked: Looked;
}

interface Settled {
  readonly findings: readonly Finding[];
  readonly left: ReadonlySet<ClientName>;
  readonly isWritten: boolean;
}

function settleFile({ file, read, looked }: LookedFile, task: MigrationTask): Settled {
  const text = read.kind === 'text' ? read.text : '';
  const edits = looked.remarks.flatMap((one) => one.edits);
  const isDue = task.mode === 'write' && edits.length > 0;
  const fault = isDue ? write(join(task.folder, file), applyEdits(text, edits)) : undefined;
  const isWritten = isDue && fault === undefined;
  const findings = report({ file, text, isWritten }, looked);
  if (fault === undefined) return { findings, left: looked.left, isWritten };
  const failed = unreadable(text, new UnreadableError(`It can't be written: ${fault}.`));
  const told = report({ file, text, isWritten }, failed);
  return { findings: [...told, ...findings], left: failed.left, isWritten };
}

/** Writes a file in its place, so that its mode stays; gives the fault, where there is one. */
function write(path: string, text: string): string | undefined {
  try {
    writeFileSync(path, text);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

interface ReportedFile {
  readonly file: string;
  readonly text: string;
  /** Whether the file has all edits now. */
  readonly isWritten: boolean;
}

function report({ file, text, isWritten }: ReportedFile, { remarks }: Looked): readonly Finding[] {
  const places = new Places(text);
  return remarks.map((remark) => {
    const rewritten = isWritten && remark.edits.length > 0;
    return toFinding(remark, { file, ...places.at(remark.offset), rewritten });
  });
}
