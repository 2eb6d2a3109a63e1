/** Takes the place of node:diagnostics_channel in the build for workers: some runtimes have it, and elsewhere nobody subscribes. */
const own = globalThis.process?.getBuiltinModule?.('node:diagnostics_channel');

const silent = { hasSubscribers: false, publish: () => undefined };

export const channel = (name) => own?.channel(name) ?? silent;
