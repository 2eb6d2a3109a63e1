import { AsyncLocalStorage } from 'node:async_hooks';
import { Scope, type ScopeDefaults, tallyOf } from './scope.js';
import type { Tally } from './tally.js';

/** The scope that surrounds the code which runs now, across everything that it awaits. Costs nothing until it is used. */
export class Ambient {
  readonly #makeScope: (defaults?: ScopeDefaults) => Scope;
  #storage: AsyncLocalStorage<Scope> | undefined;
  #outermost: Scope | undefined;

  constructor(makeScope: (defaults?: ScopeDefaults) => Scope) {
    this.#makeScope = makeScope;
  }

  /** What counts the calls that are made on the client itself in the surrounding scope, where there is one. */
  get tally(): Tally | undefined {
    const scope = this.#scope;
    return scope === undefined ? undefined : tallyOf(scope);
  }

  run<Result>(given: Scope | ScopeDefaults, work: () => Result): Result {
    const scope =
      given instanceof Scope ? given : (this.#scope?.scope(given) ?? this.#makeScope(given));
    this.#storage ??= new AsyncLocalStorage();
    return this.#storage.run(scope, work);
  }

  /** The innermost scope around the code that asks; one without defaults where there is none. */
  current(): Scope {
    this.#outermost ??= this.#makeScope();
    return this.#scope ?? this.#outermost;
  }

  get #scope(): Scope | undefined {
    return this.#storage?.getStore();
  }
}
