import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { JsonObject } from '../entry/json-object.js';
import type { SourcePlan } from '../entry/source-plan.js';
import { loadPlanPackage, type PlanPackage } from './plan-package.js';

/** How often it is looked whether a file is another. */
const LOOK_MS = 250;

/** The files of plans: reads them, and looks whether they changed since. Keeps no program alive. */
export class PlanFiles {
  readonly #reader: PlanPackage;
  /** What a file was like when it was read last. */
  readonly #marks = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(reader: PlanPackage) {
    this.#reader = reader;
  }

  /** @throws PlanError for a plan that can't be used */
  load(file: string): SourcePlan {
    // Before it is read: what is written meanwhile is seen later.
    this.#marks.set(file, markOf(statSync(file, { bigint: true, throwIfNoEntry: false })));
    return this.#reader.loadPlan(file);
  }

  /** Reads a file that is not to be watched. @throws PlanError for a plan that can't be used */
  read(file: string): SourcePlan {
    return this.#reader.loadPlan(file);
  }

  /** A rule for an event, page or screen that all its messages fit; undefined where its name is too long for one. */
  ruleOf(of: { readonly type: string; readonly key: string }, messages: readonly JsonObject[]) {
    const { rules } = this.#reader.inferPlan(messages, { name: of.key });
    return rules.find(({ type, key }) => type === of.type && key === of.key);
  }

  /** Tells of files that changed, until it is closed. */
  watch(onChange: (file: string) => void): void {
    const look = async (): Promise<void> => {
      for (const [file, mark] of this.#marks) {
        const found = await stat(file, { bigint: true }).catch(() => undefined);
        const isSame = markOf(found) === mark || this.#marks.get(file) !== mark;
        if (!isSame && this.#timer !== undefined) onChange(file);
      }
      if (this.#timer !== undefined) again();
    };
    const again = (): void => {
      this.#timer = setTimeout(() => void look(), LOOK_MS);
      this.#timer.unref();
    };
    if (this.#marks.size > 0) again();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Reads plans by the package that can; undefined where none comes from a file. @throws PlanPackageError */
export async function planFiles(files: readonly string[]): Promise<PlanFiles | undefined> {
  const [first] = files;
  return first === undefined ? undefined : new PlanFiles(await loadPlanPackage(resolve(first)));
}

type Stats = Readonly<Record<'mtimeNs' | 'size' | 'ino', bigint>>;

function markOf(stats: Stats | undefined): string {
  return stats === undefined ? 'none' : `${stats.mtimeNs} ${stats.size} ${stats.ino}`;
}
