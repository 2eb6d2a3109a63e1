import { MAX_DEPTH } from '../base/exact-json.js';
import { SPEC_FIELDS } from '../message/build.js';
import { wrong, wrongAs } from './step-options.js';

/** How many paths a step takes. */
export const MAX_PATHS = 1_000;
/** How many different places paths may have. Only a pile of `**` comes near. */
const MAX_PLACES = 10_000;

/** One key of a path, any key, or any number of any keys. */
export type Segment = string | typeof ANY_KEY | typeof ANY_DEPTH;

const ANY_KEY = Symbol('*');
const ANY_DEPTH = Symbol('**');
/** Between paths. */
const END = Symbol('end');

/** The fields of a message that may be changed, or left out. */
export const MESSAGE_FIELDS: readonly string[] = [
  ...[...SPEC_FIELDS].filter((name) => name !== 'messageId'),
  '_metadata',
];

/**
 * A place in a message, as far as it matters to a set of paths. All paths are followed at once: a walk enters the members of
 * an object or array from place to place, and where no path leads it has nothing to look at.
 */
export class PathPlace {
  /** Whether a path ends here. */
  readonly isEnd: boolean;
  /** A key that a path names leads wherever any key leads, and further. */
  readonly #named = new Map<string, PathPlace>();
  #other: PathPlace | undefined;

  constructor(isEnd: boolean) {
    this.isEnd = isEnd;
  }

  /** The place of a member, by its key or its number; none, if no path leads there. */
  enter(key: string): PathPlace | undefined {
    return this.#named.get(key) ?? this.#other;
  }

  /** Where a key leads, or all keys that have no name in the paths. Called while paths are compiled. */
  lead(key: string | undefined, to: PathPlace | undefined): void {
    if (key === undefined) this.#other = to;
    else if (to !== undefined) this.#named.set(key, to);
  }
}

/** Where paths come from, for errors. */
export interface PathSource {
  readonly call: string;
  readonly field: string;
  /** What they may begin with, beside wildcards. @default anything */
  readonly fields?: readonly string[] | undefined;
}

/** Compiles paths to the place where they begin. @throws ValidationError where one of them is no path */
export function compilePaths(paths: unknown, source: PathSource): PathPlace {
  if (!Array.isArray(paths) || paths.length > MAX_PATHS) {
    const expected = `an array of up to ${MAX_PATHS} paths like 'products.*.price'`;
    throw wrong({ ...source, found: paths, expected });
  }
  const program = paths.flatMap((path: unknown, index) => {
    const field = `${source.field}[${index}]`;
    const segments = parsePath(path, { ...source, field });
    return [...segments, END] as const;
  });
  return new Compiler(program, source).start;
}

/** The keys of a path without a wildcard, from the message on. @throws ValidationError */
export function parseKeys(path: unknown, source: PathSource): readonly string[] {
  const segments = parsePath(path, source);
  const keys = segments.filter((segment) => typeof segment === 'string');
  if (keys.length === segments.length) return keys;
  throw wrongAs({ ...source, found: 'a wildcard', expected: 'a path to one place' });
}

/** Keys are parted by dots; a backslash takes its meaning from a dot, a star or a backslash in a key. */
function parsePath(path: unknown, source: PathSource): readonly Segment[] {
  const expected = "keys parted by dots, like 'properties.products.*.price'";
  if (typeof path !== 'string' || path === '') throw wrong({ ...source, found: path, expected });
  const segments: Segment[] = [];
  for (const part of path.split(UNESCAPED_DOT)) {
    const segment = parsePart(part);
    if (segment === undefined) {
      const found = 'a key that is empty, or that a star is only a part of';
      throw wrongAs({ ...source, found, expected });
    }
    segments.push(segment);
  }
  if (segments.length > MAX_DEPTH) {
    const found = `${segments.length} keys`;
    throw wrongAs({ ...source, found, expected: `a path of up to ${MAX_DEPTH} keys` });
  }
  // Whatever lies below the end of a path belongs to it, so that one more key is as good as any number of them.
  if (segments.at(-1) === ANY_DEPTH) segments.splice(-1, 1, ANY_KEY);
  checkField(segments[0], source);
  return segments;
}

/** A path that forgets its first key would lead nowhere, and nobody would see it. */
function checkField(first: Segment | undefined, { fields, ...source }: PathSource): void {
  if (fields === undefined || typeof first !== 'string' || fields.includes(first)) return;
  const found = 'a path that begins with none of them';
  const expected = `a path that begins with a field of the message: ${fields.join(', ')}`;
  throw wrongAs({ ...source, found, expected });
}

const UNESCAPED_DOT = /(?<=(?<!\\)(?:\\\\)*)\./;
const LITERAL = /^(?:[^*\\]|\\[.*\\])+$/s;

function parsePart(part: string): Segment | undefined {
  if (part === '*') return ANY_KEY;
  if (part === '**') return ANY_DEPTH;
  return LITERAL.test(part) ? part.replaceAll(/\\(.)/gs, '$1') : undefined;
}

type Program = readonly (Segment | typeof END)[];

/** Makes the places of a program: each is the set of positions at which all its paths can be at once. */
class Compiler {
  readonly start: PathPlace;
  readonly #program: Program;
  readonly #source: PathSource;
  readonly #places = new Map<string, PathPlace>();

  constructor(program: Program, source: PathSource) {
    this.#program = program;
    this.#source = source;
    const beginnings = program.flatMap((_, index) => {
      return index === 0 || program[index - 1] === END ? [index] : [];
    });
    const todo: Unfinished[] = [];
    this.start = this.#placeOf(beginnings, todo) ?? new PathPlace(false);
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) this.#finish(next, todo);
  }

  #finish({ place, positions }: Unfinished, todo: Unfinished[]): void {
    const segments = positions.map((position) => this.#program[position]);
    const keys = new Set(segments.filter((segment) => typeof segment === 'string'));
    for (const key of [undefined, ...keys]) {
      place.lead(key, this.#placeOf(this.#after(positions, key), todo));
    }
  }

  /** The positions that a key leads to; undefined is a key that no path names. */
  #after(positions: readonly number[], key: string | undefined): readonly number[] {
    return positions.flatMap((position) => {
      const segment = this.#program[position];
      if (segment === ANY_DEPTH) return [position];
      const isMet = segment === ANY_KEY || (segment === key && key !== undefined);
      return isMet ? [position + 1] : [];
    });
  }

  #placeOf(positions: readonly number[], todo: Unfinished[]): PathPlace | undefined {
    if (positions.length === 0) return undefined;
    const all = [...this.#withSkips(positions)].sort((one, other) => one - other);
    const id = all.join();
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    if (this.#places.size >= MAX_PLACES) {
      const expected = 'paths that are simpler: fewer of them, or with fewer **';
      throw wrongAs({ ...this.#source, found: 'too many combinations', expected });
    }
    const place = new PathPlace(all.some((position) => this.#program[position] === END));
    this.#places.set(id, place);
    todo.push({ place, positions: all });
    return place;
  }

  /** `**` may stand for no key at all. */
  #withSkips(positions: readonly number[]): ReadonlySet<number> {
    const all = new Set(positions);
    for (const position of all) {
      if (this.#program[position] === ANY_DEPTH) all.add(position + 1);
    }
    return all;
  }
}

interface Unfinished {
  readonly place: PathPlace;
  readonly positions: readonly number[];
}
