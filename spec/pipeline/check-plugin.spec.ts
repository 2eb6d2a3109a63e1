import { describe, expect, it } from '@jest/globals';
import { ValidationError } from '../../lib/base/errors.js';
import { checkPlugin, duplicateError, QUEUE_BOUNDS } from '../../lib/pipeline/check-plugin.js';
import type { PluginType } from '../../lib/pipeline/plugin.js';
import { aPlugin } from '../support/plugins.js';

const TYPES: readonly PluginType[] = ['before', 'enrichment', 'destination', 'after', 'utility'];

function check(given: unknown): ReturnType<typeof checkPlugin> {
  return checkPlugin('register', 'plugins[2]', given);
}

/** What is said of something that is no plugin. */
function problemOf(given: unknown): ValidationError {
  try {
    check(given);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  throw new Error('It is taken for a plugin.');
}

describe('what is registered', () => {
  it('may be a function', () => {
    const step = (): null => null;

    expect(check(step)).toEqual({ step });
  });

  it.each(TYPES)('may be a plugin of the type %s, with nothing but its name', (type) => {
    const plugin = { name: 'mine', type };

    expect(check(plugin)).toEqual({ plugin });
  });

  it('may be the object of a class', () => {
    class Mine {
      readonly name = 'mine';
      readonly type = 'before';
      track(): null {
        return null;
      }
    }

    const plugin = new Mine();

    expect(check(plugin)).toEqual({ plugin });
  });

  it.each([
    { onError: 'drop' },
    { onError: 'send' },
    { alternativeNames: [] },
    { alternativeNames: ['another'] },
    { queue: {} },
    { queue: { maxSize: undefined } },
    { queue: { maxSize: 1, maxInFlight: 1, maxRetries: 0 } },
    { queue: { maxSize: 1_000_000, maxInFlight: 1_000, maxRetries: 1_000 } },
  ])('may have more than that: %j', (fields) => {
    const plugin = aPlugin(fields as object);

    expect(check(plugin)).toEqual({ plugin });
  });
});

describe('what is no plugin', () => {
  it.each<readonly [unknown, string]>([
    [undefined, 'found undefined'],
    [null, 'found null'],
    ['a plugin', 'found a string'],
    [7, 'found the number 7'],
  ])('is refused where it is no object: %p', (given, found) => {
    const error = problemOf(given);

    expect(error).toMatchObject({ code: 'invalid', call: 'register', field: 'plugins[2]' });
    expect(error.message).toContain(found);
  });

  it.each([undefined, '', 7, null])('is refused with the name %p', (name) => {
    expect(problemOf({ name, type: 'before' }).field).toBe('plugins[2].name');
  });

  const MINE = ' of the plugin "mine"';

  it.each<readonly [string, object]>([
    ['type', { type: undefined }],
    ['type', { type: 7 }],
    ['type', { type: 'enrichments' }],
    ['track', { track: 'no function' }],
    ['load', { load: null }],
    ['isLoaded', { isLoaded: true }],
    ['ready', { ready: {} }],
    ['unload', { unload: 1 }],
    ['alias', { alias: [] }],
    ['onError', { onError: 'ignore' }],
    ['onError', { onError: null }],
    ['alternativeNames', { alternativeNames: 'another' }],
    ['alternativeNames', { alternativeNames: 7 }],
    ['alternativeNames', { alternativeNames: ['another', 7] }],
    ['queue', { queue: 10 }],
    ['queue', { queue: null }],
    ['queue.size', { queue: { size: 10 } }],
    ['queue.maxSize', { queue: { maxSize: null } }],
    ['queue.maxSize', { queue: { maxSize: '10' } }],
    ['queue.maxInFlight', { queue: { maxInFlight: 1.5 } }],
  ])('is refused by its name for %s: %j', (part, fields) => {
    expect(problemOf(aPlugin({ name: 'mine', ...fields })).field).toBe(`${part}${MINE}`);
  });

  it('is told the type that was probably meant', () => {
    const { message } = problemOf({ name: 'mine', type: 'enrichments' });

    expect(message).toContain('found "enrichments"');
    expect(message).toContain('perhaps enrichment');
  });

  const BOUNDS = Object.entries(QUEUE_BOUNDS);

  it.each(BOUNDS)('has bounds for queue.%s, to the last number: %j', (name, { min, max }) => {
    for (const value of [min, max]) {
      const plugin = aPlugin({ queue: { [name]: value } });
      expect(check(plugin)).toEqual({ plugin });
    }
    for (const value of [min - 1, max + 1]) {
      const { expected } = problemOf(aPlugin({ queue: { [name]: value } }));
      expect(expected).toBe(`a whole number from ${min} to ${max}`);
    }
  });
});

describe('a name that is taken', () => {
  it('is an error that says what to do', () => {
    const error = duplicateError('register', 'mine');

    expect(error).toMatchObject({ code: 'invalid', call: 'register' });
    expect(error.message).toContain('name of the plugin "mine"');
    expect(error.message).toContain('deregister');
  });
});
