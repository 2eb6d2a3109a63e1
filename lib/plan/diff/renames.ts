import { bare, isNear } from '../similar-names.js';

type Contents = Readonly<Record<string, unknown>>;

/** Beyond so many pairs of names that went and that came, names that are nearly alike are not looked for. */
const MAX_PAIRS = 100_000;
const MIN_CONTENTS = 40;

/** Names that went, with names that came and may be theirs: written otherwise, nearly alike, or of the same contents. */
export function renamesIn(before: Contents, after: Contents): ReadonlyMap<string, string> {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  const came = new Candidates(
    Object.keys(after).filter((name) => !Object.hasOwn(before, name)),
    after,
  );
  const renames = new Map<string, string>();
  if (came.size === 0) return renames;
  const texts = gone.map((name) => contentsText(before[name]));
  const counts = countsOf(texts);
  const isFew = gone.length * came.size <= MAX_PAIRS;
  for (const [index, name] of gone.entries()) {
    const text = texts[index];
    const target =
      came.written(name) ??
      (isFew ? came.near(name) : undefined) ??
      (text !== undefined && counts.get(text) === 1 ? came.onlyOf(text) : undefined);
    if (target === undefined) continue;
    renames.set(name, target);
    came.take(target);
  }
  return renames;
}

/** Names that came, and that nothing became yet. */
class Candidates {
  /** The letters and digits of each name. */
  readonly #free: Map<string, string>;
  readonly #byLetters = new Map<string, Set<string>>();
  readonly #byText = new Map<string, Set<string>>();
  readonly #contents: Contents;

  constructor(names: readonly string[], contents: Contents) {
    this.#contents = contents;
    this.#free = new Map(names.map((name) => [name, bare(name)]));
    for (const [name, letters] of this.#free) {
      addTo(this.#byLetters, letters, name);
      const text = contentsText(contents[name]);
      if (text !== undefined) addTo(this.#byText, text, name);
    }
  }

  get size(): number {
    return this.#free.size;
  }

  /** The first that differs in the case of letters, spaces and the like alone. */
  written(name: string): string | undefined {
    const [first] = this.#byLetters.get(bare(name)) ?? [];
    return first;
  }

  near(name: string): string | undefined {
    const own = bare(name);
    for (const [other, letters] of this.#free) if (isNear(letters, own)) return other;
    return undefined;
  }

  /** The one whose contents are these; they must say enough to be known by. */
  onlyOf(text: string): string | undefined {
    const [first, ...others] = this.#byText.get(text) ?? [];
    return others.length === 0 ? first : undefined;
  }

  take(name: string): void {
    this.#byLetters.get(this.#free.get(name) ?? '')?.delete(name);
    this.#byText.get(contentsText(this.#contents[name]) ?? '')?.delete(name);
    this.#free.delete(name);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, name: string): void {
  const names = sets.get(key) ?? new Set();
  sets.set(key, names.add(name));
}

function contentsText(contents: unknown): string | undefined {
  const text = JSON.stringify(contents);
  return text === undefined || text.length < MIN_CONTENTS ? undefined : text;
}

function countsOf(texts: readonly (string | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
