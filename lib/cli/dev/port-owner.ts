import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { systemCode } from './system-code.js';

/** A process that listens on a port. */
export interface PortOwner {
  readonly pid: number;
  /** What it runs, such as `node server.js`; empty where that is not told. */
  readonly name: string;
}

const LSOF_TIMEOUT_MS = 2_000;
const LISTENS = '0A';

/** Finds the process that listens on a TCP port, where the system lets us see it. */
export async function ownerOfPort(port: number): Promise<PortOwner | undefined> {
  return ownerInProc(port) ?? (await ownerByLsof(port));
}

/** Linux tells sockets of the port in one place, and sockets of a process in another. */
function ownerInProc(port: number): PortOwner | undefined {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(textOf).join('\n');
  const links = new Set(listeningInodes(tables, port).map((inode) => `socket:[${inode}]`));
  if (links.size === 0) return undefined;
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name));
  const pid = pids.find((one) => {
    const folder = `/proc/${one}/fd`;
    return namesIn(folder).some((name) => links.has(linkOf(`${folder}/${name}`)));
  });
  return pid === undefined ? undefined : { pid: Number(pid), name: programOf(pid) };
}

/** The inodes of sockets that listen on a port, in a table as /proc/net/tcp has it. */
export function listeningInodes(table: string, port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return local.endsWith(`:${hex}`) && state === LISTENS && inode !== undefined ? [inode] : [];
  });
}

/** The program and, for Node.js, its script: other arguments may be secrets. */
function programOf(pid: string): string {
  const [program = '', script = ''] = textOf(`/proc/${pid}/cmdline`).split('\0');
  const name = basename(program);
  return name === 'node' && !script.startsWith('-') ? `${name} ${basename(script)}`.trim() : name;
}

function ownerByLsof(port: number): Promise<PortOwner | undefined> {
  return new Promise((done) => {
    const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
    // Where there is no lsof, or nothing that it may see, its output is empty.
    execFile('lsof', args, { timeout: LSOF_TIMEOUT_MS }, (_error, out) => {
      const [, pid] = /^p(\d+)$/m.exec(out) ?? [];
      const [, name = ''] = /^c(.*)$/m.exec(out) ?? [];
      done(pid === undefined ? undefined : { pid: Number(pid), name });
    });
  });
}

function textOf(path: string): string {
  return orElse('', () => readFileSync(path, 'utf8'));
}

function namesIn(folder: string): readonly string[] {
  return orElse([], () => readdirSync(folder));
}

function linkOf(path: string): string {
  return orElse('', () => readlinkSync(path));
}

/** Processes end while we look, belong to others, and there may be no /proc at all. */
function orElse<Value>(instead: Value, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (systemCode(error) !== undefined) return instead;
    throw error;
  }
}
