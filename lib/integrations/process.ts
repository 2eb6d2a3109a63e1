import type { Analytics } from '../client/analytics.js';
import { checkSignals } from './check-signals.js';
import { closingMs, longestBeforeMs } from './closing-time.js';

/** How signals are handled. */
export interface SignalOptions {
  /** Which signals close the clients. @default ['SIGTERM', 'SIGINT'] */
  readonly signals?: readonly NodeJS.Signals[] | undefined;
  /**
   * How long `before` and the closing of the clients may take together, in milliseconds; 0 to 3 600 000. A quarter of it is
   * left for the clients, however long `before` takes. Keep it below what your platform waits before it kills.
   * @default 8_000
   */
  readonly timeout?: number | undefined;
  /**
   * What is to end first, such as a server whose last requests still make calls: the clients are closed when its promise is
   * settled, or three quarters of `timeout` are over.
   */
  readonly before?: ((signal: NodeJS.Signals) => unknown) | undefined;
}

/** What `handleSignals` gives back. */
export interface SignalHandling {
  /** Signals are no business of these clients any more, unless another call handles them. */
  dispose(): void;
}

type ClosableClient = Pick<Analytics, 'close'>;

interface Handled {
  readonly client: ClosableClient;
  readonly timeout: number;
  readonly before: (signal: NodeJS.Signals) => Promise<unknown>;
}

interface Registry {
  readonly heard: Map<NodeJS.Signals, Heard>;
  closing: Closing | undefined;
}

/** A signal that is listened to: the clients that it closes, and the one listener for it. */
interface Heard {
  readonly clients: Map<ClosableClient, Handled>;
  readonly listener: () => void;
}

/** What the first signal has begun. */
interface Closing {
  readonly startedMs: number;
  /** Whether the program listens itself: how the process ends is its business then. */
  isForProgram: boolean;
  /** How many listeners of the program the signal left behind; those of `once` are gone. */
  listenersLeft: number;
}

const DEFAULT_SIGNALS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT'];
/** Docker kills after 10 seconds. */
const DEFAULT_TIMEOUT_MS = 8_000;
/** For a client that somebody else is closing, with a longer time than ours. */
const GRACE_MS = 500;
/** A terminal signals a whole group of processes, and npm passes its signal on: within this time two are one. */
const SAME_SIGNAL_MS = 200;

// One listener for a signal, also where both the ESM and the CommonJS build are loaded.
const KEY: unique symbol = Symbol.for('waybill.signals') as never;

/**
 * Closes clients when the process is told to stop, and lets it end then: where nobody else listens to the signal, it is raised
 * again when the clients are closed, so that the process ends as it would have without this, with the same exit code. Where
 * the program listens too, its listener runs as ever, and how the process ends is its business. Calling it again for the same
 * client changes its timeout. A second signal ends the process at once. In worker threads there are no signals.
 *
 * @example
 * handleSignals(analytics, { before: () => new Promise((done) => server.close(done)) });
 * @throws ValidationError for something that is no client, or no signal.
 */
export function handleSignals(
  clients: ClosableClient | readonly ClosableClient[],
  options: SignalOptions = {},
): SignalHandling {
  const list: readonly ClosableClient[] = isList(clients) ? clients : [clients];
  checkSignals(list, options);
  const { signals = DEFAULT_SIGNALS, timeout = DEFAULT_TIMEOUT_MS } = options;
  const registry = registryOfProcess();
  const before = once(options.before);
  const all = list.map((client) => ({ client, timeout, before }));
  for (const signal of signals) for (const handled of all) add(registry, signal, handled);
  return {
    dispose: () => {
      for (const signal of signals) for (const handled of all) remove(registry, signal, handled);
    },
  };
}

function add(registry: Registry, signal: NodeJS.Signals, handled: Handled): void {
  const heard = registry.heard.get(signal) ?? listen(registry, signal);
  heard.clients.set(handled.client, handled);
}

function listen(registry: Registry, signal: NodeJS.Signals): Heard {
  const heard: Heard = { clients: new Map(), listener: () => received(registry, signal) };
  registry.heard.set(signal, heard);
  // First, so that it sees the program's own listeners before those of `once` are gone.
  process.prependListener(signal, heard.listener);
  return heard;
}

function remove(registry: Registry, signal: NodeJS.Signals, handled: Handled): void {
  const clients = registry.heard.get(signal)?.clients;
  if (clients?.get(handled.client) !== handled) return;
  clients.delete(handled.client);
  if (clients.size === 0) stopListening(registry, signal);
}

function stopListening(registry: Registry, signal: NodeJS.Signals): void {
  const heard = registry.heard.get(signal);
  if (heard !== undefined) process.off(signal, heard.listener);
  registry.heard.delete(signal);
}

function received(registry: Registry, signal: NodeJS.Signals): void {
  const { closing } = registry;
  if (closing === undefined) void closeAll(registry, signal);
  else receivedAgain(registry, signal, closing);
}

async function closeAll(registry: Registry, signal: NodeJS.Signals): Promise<void> {
  const isForProgram = programListeners(signal) > 0;
  const closing: Closing = { startedMs: performance.now(), isForProgram, listenersLeft: 0 };
  registry.closing = closing;
  queueMicrotask(() => {
    closing.listenersLeft = programListeners(signal);
  });
  const clients = [...(registry.heard.get(signal)?.clients.values() ?? [])];
  const ends = await Promise.allSettled(clients.map((handled) => close(handled, signal)));
  registry.closing = undefined;
  // What `before` rejects with is the program's, as if its own listener had: only the clients come first.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (closing.isForProgram) stopListening(registry, signal);
  else raiseAgain(registry, signal);
}

function receivedAgain(registry: Registry, signal: NodeJS.Signals, closing: Closing): void {
  const listeners = programListeners(signal);
  if (listeners < closing.listenersLeft) {
    // The program took its listener away and raised the signal itself, as Nest does: it is done, and only the clients are not.
    closing.listenersLeft = listeners;
    closing.isForProgram = listeners > 0;
    return;
  }
  if (performance.now() - closing.startedMs < SAME_SIGNAL_MS) return;
  // Whoever asks twice does not want to wait.
  if (listeners === 0) raiseAgain(registry, signal);
}

async function close({ client, timeout, before }: Handled, signal: NodeJS.Signals): Promise<void> {
  const startedMs = performance.now();
  try {
    await within(longestBeforeMs(timeout), before(signal));
  } finally {
    const leftMs = closingMs(timeout, performance.now() - startedMs);
    await within(leftMs + GRACE_MS, client.close({ timeout: leftMs }));
  }
}

/** Waits for something, and no longer than that. Its timer keeps the process going meanwhile. */
async function within(waitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([work, isOver]).finally(() => clearTimeout(timer));
}

/** Calls a function once, however many clients wait for it. */
function once(before: SignalOptions['before']): Handled['before'] {
  let begun: Promise<unknown> | undefined;
  return (signal) => {
    begun ??= Promise.resolve(signal).then(before);
    return begun;
  };
}

/** Ends the process as the signal would have without us. */
function raiseAgain(registry: Registry, signal: NodeJS.Signals): void {
  stopListening(registry, signal);
  if (process.pid === 1) {
    process.emitWarning(
      `${signal} does not end what runs as number 1 in a container: start it with an init (docker run --init), or listen to ${signal} yourself.`,
      { code: 'WAYBILL_FIRST_PROCESS' },
    );
  }
  process.kill(process.pid, signal);
}

/** How many listen beside us. The package signal-exit is not counted: it ends the process once nobody else listens. */
function programListeners(signal: NodeJS.Signals): number {
  const ours = registryOfProcess().heard.has(signal) ? 1 : 0;
  return process.listenerCount(signal) - ours - signalExits();
}

function signalExits(): number {
  const homes = [
    (process as { __signal_exit_emitter__?: unknown }).__signal_exit_emitter__,
    (globalThis as Record<symbol, unknown>)[Symbol.for('signal-exit emitter')],
  ];
  const counts = homes.map((home) => (home as { readonly count?: unknown } | undefined)?.count);
  return counts.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
}

function registryOfProcess(): Registry {
  const home = globalThis as { [KEY]?: Registry };
  home[KEY] ??= { heard: new Map(), closing: undefined };
  return home[KEY];
}

function isList(
  clients: ClosableClient | readonly ClosableClient[],
): clients is readonly ClosableClient[] {
  return Array.isArray(clients);
}
