import { beforeEach, describe, expect, it } from '@jest/globals';
import type { PluginError } from '../../lib/base/errors.js';
import { MESSAGE_TYPES } from '../../lib/message/message.js';
import { Pipeline } from '../../lib/pipeline/pipeline.js';
import type { PluginClient, PluginLike, Step } from '../../lib/pipeline/plugin.js';
import { aPromise } from '../support/a-promise.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aPlugin, onTrack } from '../support/plugins.js';

const REGISTRATION = { call: 'register', keepsFailed: false };
const CLIENT = { VERSION: '1' } as PluginClient;

type Unload = ReturnType<typeof aPromise<void>>;

let failures: PluginError[];
let readies: number;
let awake: number;
let pipeline: Pipeline;

beforeEach(() => {
  const clock = new ManualClock();
  failures = [];
  readies = 0;
  awake = 0;
  pipeline = new Pipeline({
    limit: { clock, timeoutMs: 100 },
    client: () => CLIENT,
    failed: (error) => failures.push(error),
    ready: () => {
      readies += 1;
    },
    passed: () => Promise.resolve(),
    stayAwake: () => {
      awake += 1;
      return () => {
        awake -= 1;
      };
    },
    destinations: {
      clock,
      timeoutMs: 100,
      maxRetries: 0,
      backoffMs: () => 0,
      maxCharacters: 1_000_000,
      lost: () => undefined,
      busy: () => undefined,
      idle: () => undefined,
    },
  });
});

function register(...plugins: (PluginLike | Step)[]): Promise<string[]> {
  return pipeline.register(plugins, REGISTRATION);
}

function stepsOf(type: (typeof MESSAGE_TYPES)[number] = 'track'): readonly string[] {
  return pipeline.stepsOf(type).map(({ name }) => name);
}

describe('the pipeline', () => {
  it('has no steps until a plugin is registered that has a handler', async () => {
    for (const type of MESSAGE_TYPES) expect(stepsOf(type)).toEqual([]);
    await register(aPlugin());
    for (const type of MESSAGE_TYPES) expect(stepsOf(type)).toEqual([]);
    await register(onTrack((context) => context, { name: 'one' }));
    expect([stepsOf('track'), stepsOf('page')]).toEqual([['one'], []]);
  });

  it('puts functions among the enrichments, behind what comes before, for all types', async () => {
    const named: Step = (message) => message;
    await register(
      onTrack((context) => context, { name: 'enriches' }),
      named,
      onTrack((context) => context, { name: 'comes first', type: 'before' }),
    );

    expect(stepsOf()).toEqual(['comes first', 'enriches', 'named']);
    expect(stepsOf('alias')).toEqual(['named']);
  });

  it('gives a list of steps that stays as it is, whatever is registered or deregistered later', async () => {
    await register(onTrack((context) => context, { name: 'one' }));
    const steps = pipeline.stepsOf('track');
    await register(onTrack((context) => context, { name: 'two' }));
    await pipeline.deregister(['one']);

    expect(steps.map(({ name }) => name)).toEqual(['one']);
    expect(stepsOf()).toEqual(['two']);
  });

  it('keeps destinations, those that are told afterwards, and utilities out of the steps', async () => {
    await register(
      onTrack((context) => context, { name: 'to', type: 'destination' }),
      onTrack((context) => context, { name: 'told', type: 'after' }),
      onTrack((context) => context, { name: 'useful', type: 'utility' }),
    );

    expect(stepsOf()).toEqual([]);
    expect(pipeline.afterOf('track').map(({ name }) => name)).toEqual(['told']);
    expect(pipeline.destinations.map(({ name }) => name)).toEqual(['to']);
  });

  it('is loading until all that messages wait for is loaded, and says when', async () => {
    const [one, two] = [aPromise<void>(), aPromise<void>()];
    const registered = register(
      aPlugin({ name: 'one', load: () => one.promise }),
      aPlugin({ name: 'two', load: () => two.promise }),
      aPlugin({ name: 'apart', type: 'destination', load: () => new Promise(() => undefined) }),
    );
    expect(pipeline.isLoading).toBe(true);
    one.resolve();
    await one.promise;
    expect([pipeline.isLoading, readies]).toEqual([true, 0]);
    two.resolve();
    await two.promise;
    await turns(1);

    expect([pipeline.isLoading, readies]).toEqual([false, 1]);
    registered.catch(() => undefined);
  });

  it('never waits for what is loaded at once', () => {
    const load = (): undefined => undefined;
    void register({ name: 'one', type: 'enrichment', load }, (message) => message);

    expect(pipeline.isLoading).toBe(false);
  });

  it('fails with the first plugin that can’t be loaded, and tells of each', async () => {
    const failing = (name: string): PluginLike =>
      aPlugin({ name, load: () => Promise.reject(new Error(`no ${name}`)) });

    await expect(register(failing('one'), failing('two'), aPlugin())).rejects.toMatchObject({
      plugin: 'one',
      cause: { message: 'no one' },
    });
    expect(failures.map(({ plugin }) => plugin)).toEqual(['one', 'two']);
    await expect(register(aPlugin({ name: 'one' }))).resolves.toEqual(['one']);
  });

  it('lets calls fail that already counted on a plugin that can’t be loaded', async () => {
    const loaded = aPromise<void>();
    const registered = register(onTrack((context) => context, { load: () => loaded.promise }));
    const steps = pipeline.stepsOf('track');
    loaded.reject(new Error('no'));
    await registered.catch(() => undefined);

    expect(steps.map(({ failure }) => failure)).toEqual(failures);
    expect(stepsOf()).toEqual([]);
  });

  it('keeps a failed plugin of the constructor, which fails every message', async () => {
    const load = (): Promise<never> => Promise.reject(new Error('no'));
    const plugins = [onTrack((context) => context, { name: 'redact', load })];
    const loaded = pipeline.register(plugins, { call: 'Analytics', keepsFailed: true });
    await loaded.catch(() => undefined);

    expect(stepsOf()).toEqual(['redact']);
    expect(pipeline.stepsOf('track')[0]?.failure).toBe(failures[0]);
  });
});

describe('the process', () => {
  it('is kept going while a plugin is loaded, until it is or can’t be', async () => {
    const [sound, broken] = [aPromise<void>(), aPromise<void>()];
    const loaded = register(aPlugin({ name: 'sound', load: () => sound.promise }));
    expect(awake).toBe(1);
    sound.resolve();
    await loaded;
    expect(awake).toBe(0);

    const failed = register(aPlugin({ name: 'broken', load: () => broken.promise }));
    expect(awake).toBe(1);
    broken.reject(new Error('no'));
    await failed.catch(() => undefined);
    expect(awake).toBe(0);
  });

  it.each([
    ['is unloaded', (unload: Unload) => unload.resolve()],
    ['can’t be', (unload: Unload) => unload.reject(new Error('no'))],
  ])('is kept going while a plugin leaves, until it %s', async (_what, settle) => {
    const unload = aPromise<void>();
    await register(aPlugin({ name: 'one', unload: () => unload.promise }));
    const deregistered = pipeline.deregister(['one']);
    await turns(1);
    expect(awake).toBe(1);
    settle(unload);
    await deregistered.catch(() => undefined);

    expect(awake).toBe(0);
  });
});
