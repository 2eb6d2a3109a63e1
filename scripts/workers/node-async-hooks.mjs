/** Takes the place of node:async_hooks in the build for workers: some runtimes have it as a global, some as a module. */
export class AsyncLocalStorage {
  constructor() {
    const Storage =
      globalThis.AsyncLocalStorage ??
      globalThis.process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage;
    if (Storage === undefined) {
      throw new Error(
        'run() needs AsyncLocalStorage, which this runtime lacks: pass a scope along.',
      );
    }
    // biome-ignore lint/correctness/noConstructorReturn: the runtime's own is what it is for.
    return new Storage();
  }
}
