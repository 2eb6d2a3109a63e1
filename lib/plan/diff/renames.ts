import { bare, isNear } from '../similar-names.js';

/** Names that went, with names that came and may be theirs: written otherwise, nearly alike, or of the same contents. */
export function renamesIn(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const came = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  const renames = new Map<string, string>();
  for (const name of gone) {
    const free = came.filter((other) => ![...renames.values()].includes(other));
    const target =
      free.find((other) => bare(other) === bare(name)) ??
      free.find((other) => isNear(other, name)) ??
      onlySame({ name, free, gone, before, after });
    if (target !== undefined) renames.set(name, target);
  }
  return renames;
}

interface Candidates {
  readonly name: string;
  readonly free: readonly string[];
  readonly gone: readonly string[];
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The one name whose contents are those of a name that went; they must say enough to be known by. */
function onlySame({ name, free, gone, before, after }: Candidates): string | undefined {
  const text = JSON.stringify(before[name]);
  if (text === undefined || text.length < MIN_CONTENTS) return undefined;
  const same = free.filter((other) => JSON.stringify(after[other]) === text);
  const isOnly = gone.filter((other) => JSON.stringify(before[other]) === text).length === 1;
  return same.length === 1 && isOnly ? same[0] : undefined;
}

const MIN_CONTENTS = 40;
