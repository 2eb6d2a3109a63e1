import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for a spec. */
export interface Folder {
  readonly path: string;
  /** Writes a file, and gives its path. */
  write(name: string, contents: string | Buffer): string;
  read(name: string): string;
  dispose(): void;
}

export function aFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'waybill-plan-'));
  return {
    path,
    write: (name, contents) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
      return file;
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Messages, or anything else, a line each. */
export function lines(...values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

export function aTrack(event: string, properties: object = {}, messageId?: string): object {
  return { type: 'track', event, userId: 'user-7', messageId, properties };
}
