import { describe, expect, it } from '@jest/globals';
import { ObservedMessage, ObservedMessages } from '../../lib/client/observed-message.js';
import { anEntry } from './an-entry.js';

const idsOf = (messages: Iterable<ObservedMessage>): readonly string[] =>
  [...messages].map(({ messageId }) => messageId);

describe('messages that are told of together', () => {
  const several = (count: number) => {
    const entries = Array.from({ length: count }, (_, index) => anEntry(`m${index}`));
    return { entries, messages: new ObservedMessages(entries) };
  };

  it('are made when they are asked for, and once', () => {
    const { entries, messages } = several(3);

    expect(messages.length).toBe(3);
    expect(entries.map(({ told }) => told)).toEqual([undefined, undefined, undefined]);

    const second = messages.at(1);
    expect(second).toBeInstanceOf(ObservedMessage);
    expect(entries.map(({ told }) => told)).toEqual([undefined, second, undefined]);
    expect([...messages][1]).toBe(second);
  });

  it('are found from the start and from the end', () => {
    const { messages } = several(3);

    expect(messages.at(-1)?.messageId).toBe('m2');
    expect(messages.at(3)).toBeUndefined();
    expect(idsOf(messages.last(2))).toEqual(['m1', 'm2']);
    expect(idsOf(messages.last(9))).toEqual(['m0', 'm1', 'm2']);
    expect(idsOf(messages)).toEqual(['m0', 'm1', 'm2']);
  });

  it('are known where somebody has asked for them before', () => {
    const { entries, messages } = several(4);

    expect([...messages.known()]).toEqual([]);

    const first = new ObservedMessages(entries).at(0);
    messages.last(1);
    expect(idsOf(messages.known())).toEqual(['m0', 'm3']);
    expect([...messages.known()][0]).toBe(first);
  });

  it('say nothing of when they were accepted, unless somebody wanted to know then', () => {
    const { entries, messages } = several(2);
    const [first] = entries;
    if (first !== undefined) first.acceptedAt = 1_700_000_000_123;

    expect([...messages].map(({ acceptedAt }) => acceptedAt)).toEqual([
      1_700_000_000_123,
      undefined,
    ]);
  });
});
