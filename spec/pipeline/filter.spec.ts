import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../lib/message/message.js';
import { filter } from '../../lib/pipeline/filter.js';
import { anEvent, frozen, pass } from './an-event.js';

describe('filter', () => {
  it('keeps what its predicate is true for, as it is', () => {
    const event = frozen(anEvent({ properties: { total: 30 } }));

    expect(
      pass(
        filter(({ userId }) => userId === 'user-1'),
        event,
      ),
    ).toBe(event);
  });

  it('drops what its predicate is false for', () => {
    expect(
      pass(
        filter(({ userId }) => userId === 'user-2'),
        anEvent(),
      ),
    ).toBeNull();
  });

  it('asks for messages of every type', () => {
    const asked: string[] = [];
    const step = filter(({ type }) => {
      asked.push(type);
      return true;
    });
    const types = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
    for (const type of types) pass(step, anEvent({ type }));

    expect(asked).toEqual(types);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['1', 1],
    ['a text', 'yes'],
    ['a promise of true', Promise.resolve(true)],
  ])('fails where its predicate gives back %s', (_what, answer) => {
    // A program in JavaScript may return anything.
    const step = filter((() => answer) as unknown as (message: Message) => boolean);

    expect(() => pass(step, anEvent())).toThrow('neither true nor false');
  });

  it('fails where its predicate throws', () => {
    const step = filter(() => {
      throw new Error('boom');
    });

    expect(() => pass(step, anEvent())).toThrow('boom');
  });

  it('needs a function', () => {
    expect(() => filter('userId' as never)).toThrow(
      'filter: predicate must be a function that takes a message; found a string.',
    );
  });
});
