import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../lib/message/message.js';
import { Pipeline } from '../../lib/pipeline/pipeline.js';
import type { Plugin } from '../../lib/pipeline/plugin.js';

const MESSAGE: Message = {
  type: 'track',
  messageId: 'm-1',
  timestamp: '2026-01-01T00:00:00.000Z',
  userId: 'u',
  event: 'E',
  properties: {},
  context: {},
  integrations: {},
};

const rename =
  (suffix: string): Plugin =>
  (message) =>
    message.type === 'track' ? { ...message, event: message.event + suffix } : message;

describe('the pipeline', () => {
  it('lets a message through as it is where there are no steps', () => {
    const pipeline = new Pipeline([]);

    expect(pipeline.isEmpty).toBe(true);
    expect(pipeline.run(MESSAGE)).toEqual({ kind: 'passed', message: MESSAGE });
  });

  it('runs its steps in their order, later ones last', () => {
    const pipeline = new Pipeline([rename('1'), rename('2')]);
    pipeline.add([rename('3'), rename('4')]);

    expect(pipeline.run(MESSAGE)).toMatchObject({ message: { event: 'E1234' } });
  });

  it('is no longer empty once a step was added', () => {
    const pipeline = new Pipeline([]);
    pipeline.add([rename('!')]);

    expect(pipeline.isEmpty).toBe(false);
  });

  it('does not change with the list that it was made of', () => {
    const steps = [rename('1')];
    const pipeline = new Pipeline(steps);
    steps.push(rename('2'));

    expect(pipeline.run(MESSAGE)).toMatchObject({ message: { event: 'E1' } });
  });

  it('drops a message as filtered where a step returns null, and runs no further step', () => {
    let later = 0;
    const count: Plugin = (message) => {
      later += 1;
      return message;
    };

    expect(new Pipeline([() => null, count]).run(MESSAGE)).toEqual({
      kind: 'dropped',
      reason: 'filtered',
    });
    expect(later).toBe(0);
  });

  it('drops a message as plugin-failed where a step throws, and says what', () => {
    const cause = new Error('boom');
    const pipeline = new Pipeline([
      () => {
        throw cause;
      },
      rename('!'),
    ]);

    expect(pipeline.run(MESSAGE)).toEqual({ kind: 'dropped', reason: 'plugin-failed', cause });
  });

  it.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['a text', 'message'],
    ['a number', 7],
    ['true', true],
    ['an array', []],
    ['a promise of the message', Promise.resolve(MESSAGE)],
    ['an object without an id', { type: 'track' }],
    ['an object without a type', { messageId: 'm' }],
  ])('drops a message as plugin-failed where a step returns %s', (_name, returned) => {
    // A program in JavaScript may return anything.
    const step = (() => returned) as unknown as Plugin;

    expect(new Pipeline([step]).run(MESSAGE)).toMatchObject({
      kind: 'dropped',
      reason: 'plugin-failed',
      cause: new TypeError('The plugin returned neither a message nor null.'),
    });
  });
});
