import { PluginError, plainError } from '../base/errors.js';
import { isThenable } from '../base/thenable.js';
import { MESSAGE_TYPES, type MessageType } from '../message/message.js';
import { checkPlugin, duplicateError, type Given } from './check-plugin.js';
import { Context } from './context.js';
import { Destination, type DestinationRuntime } from './destination.js';
import type { PluginClient, PluginLike, PluginType, Step } from './plugin.js';
import { functionStep, type PreparedStep, pluginStep } from './step.js';
import { type Limit, within } from './within.js';

export interface PipelineOptions {
  readonly limit: Limit;
  readonly destinations: DestinationRuntime;
  /** What plugins are given as the client. */
  readonly client: () => PluginClient;
  /** Told of a plugin that could not be loaded or unloaded. */
  readonly failed: (error: PluginError) => void;
  /** Told when plugins that messages wait for are loaded, or are not going to be. */
  readonly ready: () => void;
  /** Resolves when the messages that were called so far have passed their plugins. */
  readonly passed: () => Promise<void>;
  /** Keeps the process going until the function that it gives is called. */
  readonly stayAwake: () => () => void;
}

type StepsByType = Record<MessageType, readonly PreparedStep[]>;

/** How plugins are registered. */
export interface Registration {
  /** What was called, for errors. */
  readonly call: string;
  /**
   * Whether a plugin that can't be loaded stays and fails for every message: where nobody could be told, sending without it
   * might leak what it was to hide.
   */
  readonly keepsFailed: boolean;
}

/** A plugin or function, and the steps that it is. */
interface Member {
  readonly name: string;
  readonly plugin: PluginLike | undefined;
  readonly stage: PluginType;
  readonly steps: Readonly<Partial<Record<MessageType, PreparedStep>>>;
  /** Whether it may still get handlers: messages that are called meanwhile pass it as it is then. */
  isLoading: boolean;
  readonly destination: Destination | undefined;
}

/**
 * The plugins of a client, in the order in which messages meet them: those of type `before`, then enrichments and
 * functions, then destinations, each apart; and those that are told at the end.
 */
export class Pipeline {
  readonly #options: PipelineOptions;
  #members: readonly Member[] = [];
  #steps: StepsByType = noSteps();
  #after: StepsByType = noSteps();
  #destinations: readonly Destination[] = [];
  readonly #leaving = new Set<Destination>();
  #loading = 0;

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** The steps of one call type, as they are now. They stay the same when plugins are registered later. */
  stepsOf(type: MessageType): readonly PreparedStep[] {
    return this.#steps[type];
  }

  /** Who is told of the end of messages of one type. */
  afterOf(type: MessageType): readonly PreparedStep[] {
    return this.#after[type];
  }

  get destinations(): readonly Destination[] {
    return this.#destinations;
  }

  /** The destinations that hold messages: also those that were deregistered and get the rest. */
  get holding(): readonly Destination[] {
    return [...this.#destinations, ...this.#leaving];
  }

  /** Whether plugins are being loaded that messages have to wait for. */
  get isLoading(): boolean {
    return this.#loading > 0;
  }

  /**
   * Adds plugins; messages pass them from now on, and wait until they are loaded. Resolves with their names then.
   * @throws ValidationError at once, and adds none of them, where one is no plugin or has a name that is taken
   */
  register(plugins: readonly (PluginLike | Step)[], registration: Registration): Promise<string[]> {
    const { call } = registration;
    const given = plugins.map((plugin, index) => checkPlugin(call, `plugins[${index}]`, plugin));
    this.#checkNames(given, call);
    const members = given.map((one) => this.#memberOf(one));
    this.#arrange([...this.#members, ...members]);
    const loads = members.map((member) => this.#load(member, registration));
    return settleAll(loads).then(() => members.map(({ name }) => name));
  }

  /** Takes plugins out; a destination is given what waits for it first, within `pluginTimeout`. */
  async deregister(names: readonly string[]): Promise<void> {
    const leaving = this.#members.filter(
      ({ plugin }) => plugin !== undefined && names.includes(plugin.name),
    );
    this.#arrange(this.#members.filter((member) => !leaving.includes(member)));
    await settleAll(leaving.map((member) => this.#unload(member)));
  }

  #checkNames(given: readonly Given[], call: string): void {
    const taken = new Set(this.#members.map(({ plugin }) => plugin?.name));
    for (const one of given) {
      if (!('plugin' in one)) continue;
      if (taken.has(one.plugin.name)) throw duplicateError(call, one.plugin.name);
      taken.add(one.plugin.name);
    }
  }

  #memberOf(given: Given): Member {
    if ('step' in given) {
      const step = functionStep(given.step);
      const steps = Object.fromEntries(MESSAGE_TYPES.map((type) => [type, step]));
      return {
        name: step.name,
        plugin: undefined,
        stage: 'enrichment',
        steps,
        isLoading: false,
        destination: undefined,
      };
    }
    const { plugin } = given;
    const isDestination = plugin.type === 'destination';
    const steps = isDestination
      ? {}
      : Object.fromEntries(MESSAGE_TYPES.map((type) => [type, pluginStep(plugin, type)]));
    const destination = isDestination
      ? new Destination(plugin, this.#options.destinations)
      : undefined;
    return { name: plugin.name, plugin, stage: plugin.type, steps, isLoading: true, destination };
  }

  #arrange(members: readonly Member[]): void {
    this.#members = members;
    this.#destinations = members.flatMap(({ destination }) => destination ?? []);
    const arranged = { steps: noSteps(), after: noSteps() };
    for (const type of MESSAGE_TYPES) {
      const of = (stage: Member['stage']): readonly PreparedStep[] =>
        members.flatMap((member) => {
          const step = member.stage === stage ? member.steps[type] : undefined;
          return step !== undefined && (step.look() || member.isLoading) ? step : [];
        });
      arranged.steps[type] = [...of('before'), ...of('enrichment')];
      arranged.after[type] = of('after');
    }
    this.#steps = arranged.steps;
    this.#after = arranged.after;
  }

  async #load(member: Member, { keepsFailed }: Registration): Promise<void> {
    const { plugin, destination } = member;
    if (plugin === undefined) return;
    const isAwaited = destination === undefined;
    if (isAwaited) this.#loading += 1;
    const sleepAgain = this.#options.stayAwake();
    try {
      const loaded = plugin.load?.(Context.system(), this.#options.client());
      if (isThenable(loaded)) await within(loaded, this.#options.limit);
      const ready = plugin.ready?.();
      if (isThenable(ready)) await within(ready, this.#options.limit);
      destination?.open();
    } catch (cause) {
      const error = new PluginError(plugin.name, 'could not be loaded', asCause(cause));
      this.#failFor(member, error);
      if (!keepsFailed) this.#arrange(this.#members.filter((one) => one !== member));
      throw error;
    } finally {
      sleepAgain();
      member.isLoading = false;
      this.#arrange(this.#members);
      if (isAwaited) this.#loading -= 1;
      if (isAwaited && this.#loading === 0) this.#options.ready();
    }
  }

  /** Calls that were made before this was known expected the plugin, and fail with it. */
  #failFor({ steps, destination }: Member, error: PluginError): void {
    for (const step of Object.values(steps)) if (step !== undefined) step.failure = error;
    destination?.fail(error);
    this.#options.failed(error);
  }

  async #unload({ plugin, destination }: Member): Promise<void> {
    if (plugin === undefined) return;
    const { limit, passed, stayAwake } = this.#options;
    const sleepAgain = stayAwake();
    // Messages on their way still have to pass it.
    await within(passed(), limit).catch(() => undefined);
    if (destination !== undefined) await this.#closed(destination);
    try {
      const unloaded = plugin.unload?.(Context.system(), this.#options.client());
      if (isThenable(unloaded)) await within(unloaded, limit);
    } catch (cause) {
      const error = new PluginError(plugin.name, 'could not be unloaded', asCause(cause));
      this.#options.failed(error);
      throw error;
    } finally {
      sleepAgain();
    }
  }

  async #closed(destination: Destination): Promise<void> {
    this.#leaving.add(destination);
    await destination.close(this.#options.limit.timeoutMs);
    this.#leaving.delete(destination);
  }
}

function noSteps(): StepsByType {
  return { identify: [], track: [], page: [], screen: [], group: [], alias: [] };
}

function asCause(thrown: unknown): Error {
  return plainError(thrown, (text) => text);
}

/** Waits for all, and rejects with what the first of them rejected with. */
async function settleAll(work: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(work);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
