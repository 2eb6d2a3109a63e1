import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type Ending, endingOf, type Final, newTrail } from '../../lib/delivery/ending.js';
import type { Answer } from '../../lib/delivery/exchange.js';
import { aBatch } from './a-batch.js';
import { broken } from './scripted-transport.js';

const KEY = 'a-write-key-of-32-characters-000';

function reply(status: number, body = ''): Answer {
  return { kind: 'reply', status, statusText: '', headers: {}, body: Buffer.from(body) };
}

function failure(error: unknown): Answer {
  return { kind: 'failure', error, isTimeout: false };
}

function ended(final: Final, last: Answer | undefined, { count = 1, attempts = 2 } = {}): Ending {
  return endingOf(aBatch(count), final, newTrail({ attempts, last }, KEY));
}

function dropped(final: Final, last: Answer | undefined, count = 1): Ending & { kind: 'dropped' } {
  const ending = ended(final, last, { count });
  if (ending.kind !== 'dropped') throw new Error('It was delivered.');
  return ending;
}

describe('messages that were accepted', () => {
  it('are delivered, with the number of requests that carried them', () => {
    expect(ended({ kind: 'accepted' }, reply(200), { attempts: 3 })).toEqual({
      kind: 'delivered',
      attempts: 3,
    });
  });
});

describe('messages that were not', () => {
  const rows: readonly (readonly [Final, string, boolean])[] = [
    [{ kind: 'refused', isGeneral: true }, 'refused', true],
    [{ kind: 'refused', isGeneral: false }, 'refused', false],
    [{ kind: 'split', reason: 'refused', isBounded: true }, 'refused', false],
    [{ kind: 'split', reason: 'too-large', isBounded: false }, 'too-large', false],
    [{ kind: 'spent' }, 'retries-spent', false],
    [{ kind: 'aborted' }, 'deadline', false],
  ];

  it.each(rows)('are dropped for a reason: %p', (final, reason, isGeneral) => {
    expect(ended(final, reply(400))).toMatchObject({
      kind: 'dropped',
      reason,
      isGeneral,
      error: { name: 'DeliveryError', code: reason, status: 400, attempts: 2, messageIds: ['m-1'] },
    });
  });

  it.each<readonly [Answer | undefined, number, string]>([
    [reply(403), 1, '1 message was not delivered (refused): the endpoint answered 403.'],
    [reply(403, 'no'), 2, '2 messages were not delivered (refused): the endpoint answered 403: no'],
    [failure(new Error('down')), 1, '1 message was not delivered (refused): down'],
    [
      failure('odd'),
      1,
      '1 message was not delivered (refused): Something that is no error was thrown.',
    ],
    [undefined, 1, '1 message was not delivered (refused): no request was made in time.'],
  ])('are told of in words: %#', (last, count, text) => {
    expect(dropped({ kind: 'refused', isGeneral: true }, last, count).error.message).toBe(text);
  });

  it('have the last error as the cause, as a plain copy', () => {
    const error = Object.assign(broken('ECONNREFUSED'), {
      request: { headers: { authorization: `Basic ${KEY}` } },
    });
    const { cause } = dropped({ kind: 'spent' }, failure(error)).error;

    expect(cause).toMatchObject({ message: 'It broke: ECONNREFUSED', code: 'ECONNREFUSED' });
    expect(cause).not.toHaveProperty('request');
  });

  it('quote at most 200 characters of the reply', () => {
    const { message } = dropped({ kind: 'spent' }, reply(500, 'y'.repeat(1_000))).error;

    expect(message.replaceAll(/[^y]/g, '').length).toBeLessThanOrEqual(202);
    expect(message).toContain('y'.repeat(200));
  });

  it.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['a symbol', Symbol('x')],
    ['an object', { a: 1 }],
  ])('end all the same where the error of the transport has no text: %s', (_name, message) => {
    const error = Object.defineProperty(new Error('x'), 'message', { value: message });

    expect(ended({ kind: 'spent' }, failure(error))).toMatchObject({ reason: 'retries-spent' });
  });

  it('end all the same where the error of the transport is a proxy that throws', () => {
    const { proxy, revoke } = Proxy.revocable(new Error('x'), {});
    revoke();

    expect(ended({ kind: 'spent' }, failure(proxy))).toMatchObject({ reason: 'retries-spent' });
  });
});

describe('the write key', () => {
  const rows: readonly (readonly [string, Answer])[] = [
    ['a reply', reply(400, `no such key: ${KEY}`)],
    ['the message of an error', failure(new Error(`cannot reach https://${KEY}@a.example`))],
    ['JSON in a reply', reply(400, JSON.stringify({ writeKey: KEY }))],
  ];

  it.each(rows)('is in no error, though it was in %s', (_name, last) => {
    const { error } = dropped({ kind: 'spent' }, last);

    expect(inspect(error, { depth: 9 })).toContain('***');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  it.each([170, 180, 190])(
    'is not in an error in part either, where a reply is cut in the middle of it: at %i',
    (place) => {
      const { error } = dropped({ kind: 'spent' }, reply(400, `${'x'.repeat(place)}${KEY}`));

      expect(error.message).not.toContain(KEY.slice(0, 200 - place));
    },
  );
});
