/** Something with messages that are to be sent before the process ends by itself. */
export interface ExitHolder {
  /** Sends what is pending, within a bound of time, and settles the rest. Never rejects. */
  drain(): Promise<void>;
}

interface ExitRegistry {
  readonly holders: Set<ExitHolder>;
  isDraining: boolean;
  readonly drainAll: () => void;
}

// One listener for the process, also where both the ESM and the CommonJS build are loaded.
const KEY: unique symbol = Symbol.for('waybill.exit') as never;
const KEEP_ALIVE_MS = 1_000;

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

function exitRegistry(): ExitRegistry {
  const home = globalThis as { [KEY]?: ExitRegistry };
  home[KEY] ??= makeRegistry();
  return home[KEY];
}

function makeRegistry(): ExitRegistry {
  const registry: ExitRegistry = {
    holders: new Set(),
    isDraining: false,
    drainAll: () => {
      if (registry.isDraining) return;
      registry.isDraining = true;
      // The timers of clients don't keep the process alive, so this does.
      const keepAlive = setInterval(() => undefined, KEEP_ALIVE_MS);
      void Promise.all([...registry.holders].map((holder) => holder.drain())).finally(() => {
        registry.isDraining = false;
        clearInterval(keepAlive);
      });
    },
  };
  return registry;
}
