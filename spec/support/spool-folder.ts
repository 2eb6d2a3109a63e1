import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from './stage.js';

/** A folder for a spool that goes after the spec, and a look at what is in it. */
export class SpoolFolder {
  readonly path: string;

  constructor(stage: Stage) {
    const home = mkdtempSync(join(tmpdir(), 'waybill-spool-'));
    this.path = join(home, 'spool');
    stage.onEnd(() => rmSync(home, { recursive: true, force: true }));
  }

  /** Every file in it, by its path from here. */
  get files(): readonly string[] {
    if (!existsSync(this.path)) return [];
    return readdirSync(this.path, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name).slice(this.path.length + 1))
      .sort();
  }

  /** The segments alone. */
  get segments(): readonly string[] {
    return this.files.filter((name) => name.endsWith('.ndjson'));
  }

  /** The ids of the messages in its segments, done ones included. */
  get messageIds(): readonly string[] {
    return this.segments.flatMap((name) =>
      this.text(name)
        .split('\n')
        .flatMap((line) => /"messageId":"([^"]+)"/.exec(line)?.[1] ?? []),
    );
  }

  text(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }
}
