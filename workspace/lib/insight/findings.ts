import type { Problem } from '../entry/problem.js';

const MAX_PROBLEMS = 20;
const RANK = { error: 0, warning: 1, hint: 2 } as const;

/** What was found in one message. Most have nothing, so that nothing is made for them. */
export class Findings {
  #problems: Problem[] | undefined;
  #seen: Set<unknown> | undefined;

  add(problem: Problem): void {
    this.#problems ??= [];
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
  }

  /** Adds what is told once a message, such as for all items of an array. */
  addOnce(about: object, problem: Problem): void {
    this.#seen ??= new Set();
    if (this.#seen.has(about)) return;
    this.#seen.add(about);
    this.add(problem);
  }

  /** Whether a name was told to be meant for another. */
  suggests(name: string): boolean {
    return this.#problems?.some(({ suggestion }) => suggestion === name) ?? false;
  }

  /** The worst first. */
  all(): readonly Problem[] {
    if (this.#problems === undefined) return NONE;
    return this.#problems.sort((a, b) => RANK[a.level] - RANK[b.level]);
  }
}

const NONE: readonly Problem[] = [];
