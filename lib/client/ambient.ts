import { AsyncLocalStorage } from 'node:async_hooks';
import { Scope, type ScopeClient, type ScopeDefaults, tallyOf } from './scope.js';
import { Tally } from './tally.js';

/** What surrounds code, and counts what is called there: the scope, and whatever is around that. */
interface Surroundings<Plan extends object> {
  readonly scope: Scope<Plan>;
  readonly tally: Tally;
}

/** The scope that surrounds the code which runs now, across everything that it awaits. Costs nothing until it is used. */
export class Ambient<Plan extends object> {
  readonly #client: ScopeClient;
  #storage: AsyncLocalStorage<Surroundings<Plan>> | undefined;
  #outermost: Scope<Plan> | undefined;

  constructor(client: Omit<ScopeClient, 'tallyFor'>) {
    this.#client = { ...client, tallyFor: (tally) => this.#tallyFor(tally) };
  }

  /** What counts the calls that are made on the client itself in the surrounding scope, where there is one. */
  get tally(): Tally | undefined {
    return this.#surroundings?.tally;
  }

  /** A scope of its own. Its calls count where it is made as well, wherever they are made. */
  scope(defaults: ScopeDefaults): Scope<Plan> {
    const { tally } = this;
    return new Scope(this.#client, defaults, tally === undefined ? new Tally() : new Tally(tally));
  }

  run<Result>(given: Scope<Plan> | ScopeDefaults, work: () => Result): Result {
    const around = this.#surroundings?.scope;
    const scope = given instanceof Scope ? given : (around?.scope(given) ?? this.scope(given));
    this.#storage ??= new AsyncLocalStorage();
    return this.#storage.run({ scope, tally: this.#tallyFor(tallyOf(scope)) }, work);
  }

  /** The innermost scope around the code that asks; one without defaults where there is none. */
  current(): Scope<Plan> {
    const around = this.#surroundings?.scope;
    if (around !== undefined) return around;
    this.#outermost ??= this.scope({});
    return this.#outermost;
  }

  get #surroundings(): Surroundings<Plan> | undefined {
    return this.#storage?.getStore();
  }

  /** What counts a call on a scope with this tally, here: whatever surrounds the code counts it, too. */
  #tallyFor(tally: Tally): Tally {
    const around = this.tally;
    return around === undefined ? tally : Tally.both(tally, around);
  }
}
