import { describe, expect, it } from '@jest/globals';
import { Entry } from '../../lib/client/entry.js';
import { ObservedMessage, ObservedMessages } from '../../lib/client/observed-message.js';
import { OpenReceipt } from '../../lib/client/receipt.js';
import { Tally } from '../../lib/client/tally.js';
import { NOWHERE, Pages } from '../../lib/queue/pages.js';
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
    expect(idsOf(messages)).toEqual(['m0', 'm1', 'm2']);
  });

  it('are known where somebody has asked for them before', () => {
    const { entries, messages } = several(4);

    expect([...messages.known()]).toEqual([]);

    const first = new ObservedMessages(entries).at(0);
    messages.at(-1);
    expect(idsOf(messages.known())).toEqual(['m0', 'm3']);
    expect([...messages.known()][0]).toBe(first);
  });

  it('say when they were called, unless another process did it', () => {
    const called = anEntry('m0', { atMs: 1_700_000_000_123 });
    const place = new Pages().write('{}');
    const drained = new Entry(
      place,
      { type: 'track', callback: undefined, atMs: undefined },
      new OpenReceipt('m1'),
      new Tally().join(),
      undefined,
    );

    const times = [...new ObservedMessages([called, drained])].map(({ calledAt }) => calledAt);
    expect(times).toEqual([1_700_000_000_123, undefined]);
  });

  it('have no content where nothing was written', () => {
    const entry = anEntry('m0');
    expect(entry.observed.message()).toEqual({ type: 'track', messageId: 'm0' });
    entry.moveTo(NOWHERE);
    expect(entry.observed.message()).toBeUndefined();
  });

  it('keep nothing of what the program gave along, once they are settled', () => {
    const entry = anEntry('m0', { callback: () => undefined });
    const { observed } = entry;
    entry.letGo();
    expect(entry.callback).toBeUndefined();
    expect(observed.message()).toEqual({ type: 'track', messageId: 'm0' });
  });
});
