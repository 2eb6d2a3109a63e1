import fc from 'fast-check';

/** A tree whose leaves are numbers, each only once, so that what is left of it can be told by its numbers. */
export type Tree = number | Tree[] | { [key: string]: Tree };

const KEYS = ['a', 'b', 'c', '0'] as const;
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(0),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Objects whose members are trees. */
export const bags: fc.Arbitrary<{ [key: string]: Tree }> = fc
  .dictionary(fc.constantFrom(...KEYS), tree, { noNullPrototype: true })
  .map((bag) => numbered(bag, { next: 1 }) as { [key: string]: Tree });

/** Lists of paths that have a fair chance to lead somewhere in a tree. */
export const patterns: fc.Arbitrary<readonly string[]> = fc.array(
  fc
    .array(fc.constantFrom(...KEYS, '*', '**'), { minLength: 1, maxLength: 4 })
    .map((keys) => keys.join('.')),
  { minLength: 1, maxLength: 4 },
);

/** The leaves of a tree by their paths. */
export function leavesOf(value: unknown, path: readonly string[] = []): ReadonlyMap<number, Path> {
  if (typeof value === 'number') return new Map([[value, path]]);
  const members = Object.entries((value ?? {}) as object);
  return new Map(members.flatMap(([key, one]) => [...leavesOf(one, [...path, key])]));
}

export type Path = readonly string[];

/** Whether a pattern leads to a path or to something above it: said as simply as it can be, and slowly. */
export function covers(pattern: Path, path: Path): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return true;
  if (path.length === 0) return false;
  if (first === '**') return covers(['*', ...rest], path) || skips(pattern, path);
  return (first === '*' || first === path[0]) && covers(rest, path.slice(1));
}

function skips(pattern: Path, path: Path): boolean {
  return (pattern.length > 1 && covers(pattern.slice(1), path)) || covers(pattern, path.slice(1));
}

function numbered(value: Tree, counter: { next: number }): Tree {
  if (typeof value === 'number') return counter.next++;
  if (Array.isArray(value)) return value.map((item) => numbered(item, counter));
  const members = Object.entries(value).map(([key, one]) => [key, numbered(one, counter)] as const);
  return Object.fromEntries(members);
}
