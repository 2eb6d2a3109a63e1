import type { Clock } from '../base/clock.js';

/** Something with messages that are to be sent before the process ends by itself. */
export interface ExitHolder {
  /** Sends what is pending, within a bound of time, and settles the rest. Never rejects. */
  drain(): Promise<void>;
}

interface ExitRegistry {
  readonly holders: Set<ExitHolder>;
  isDraining: boolean;
  readonly drainAll: () => void;
  /** How many wait for something that is to happen before the process ends, and the timer that keeps it going. */
  awake: number;
  timer: NodeJS.Timeout | undefined;
}

// One listener for the process, also where both the ESM and the CommonJS build are loaded.
const KEY: unique symbol = Symbol.for('waybill.exit') as never;
/** The longest delay that a timer takes. */
const KEEP_ALIVE_MS = 2 ** 31 - 1;
/** The runtime of AWS Lambda leaves what it does on 'beforeExit' under this name. */
const LAMBDA_LISTENER = Symbol.for('aws.lambda.beforeExit');

/** From now on a natural exit of the process waits for this holder. */
export function holdExit(holder: ExitHolder): void {
  const registry = exitRegistry();
  if (registry.holders.size === 0) process.on('beforeExit', registry.drainAll);
  registry.holders.add(holder);
}

/** The holder has nothing pending any more. */
export function releaseExit(holder: ExitHolder): void {
  const registry = exitRegistry();
  if (!registry.holders.delete(holder)) return;
  if (registry.holders.size === 0) process.off('beforeExit', registry.drainAll);
}

/**
 * Keeps the process going until the function that it gives is called: the timers of clients don't, so that a wait for a retry
 * would seem like the end to whoever awaits a flush. AWS Lambda fails an invocation for that. A clock may see to it in its own way.
 */
export function stayAwake(clock?: Clock): () => void {
  if (clock?.stayAwake !== undefined) return clock.stayAwake();
  const registry = exitRegistry();
  registry.awake += 1;
  registry.timer ??= setTimeout(() => undefined, KEEP_ALIVE_MS);
  return () => {
    registry.awake -= 1;
    if (registry.awake > 0) return;
    clearTimeout(registry.timer);
    registry.timer = undefined;
  };
}

const AT_EXIT: unique symbol = Symbol.for('waybill.at-exit') as never;

/**
 * Calls back when the process ends, by `process.exit()` or by an error that nobody caught, too. There is time for that turn
 * alone. @returns how to take it back
 */
export function atExit(callback: () => void): () => void {
  const home = globalThis as { [AT_EXIT]?: Set<() => void> };
  const callbacks = home[AT_EXIT] ?? new Set();
  if (home[AT_EXIT] === undefined) {
    keep(AT_EXIT, callbacks);
    process.on('exit', () => {
      for (const one of callbacks) one();
    });
  }
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

/** Whether the process is at its end when nothing holds it any more. AWS Lambda freezes it then, and thaws it later. */
export function isLastExit(): boolean {
  return !(LAMBDA_LISTENER in globalThis);
}

function exitRegistry(): ExitRegistry {
  const home = globalThis as { [KEY]?: ExitRegistry };
  if (home[KEY] !== undefined) return home[KEY];
  const registry = makeRegistry();
  keep(KEY, registry);
  return registry;
}

/**
 * Keeps something for the process. At the end of a file of tests Jest takes what is on the global object apart, and a client that
 * does something after that would fail: what is sealed stays whole.
 */
function keep(key: symbol, value: object): void {
  Object.defineProperty(globalThis, key, { value: Object.seal(value) });
}

function makeRegistry(): ExitRegistry {
  const registry: ExitRegistry = {
    holders: new Set(),
    isDraining: false,
    drainAll: () => {
      if (registry.isDraining) return;
      registry.isDraining = true;
      const sleepAgain = stayAwake();
      void Promise.all([...registry.holders].map((holder) => holder.drain())).finally(() => {
        registry.isDraining = false;
        sleepAgain();
      });
    },
    awake: 0,
    timer: undefined,
  };
  return registry;
}
