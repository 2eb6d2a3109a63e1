import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEED, SEEDED } from '../../../spec/support/seed.js';
import { callOf, curlOf, isCall, printCall } from '../../page/model/call.js';
import { fixtureOf, importLineOf } from '../../page/model/copies.js';
import { textOfLines } from '../../page/model/print.js';
import { anEntry } from './an-entry.js';
import { messages } from './messages.js';

describe('the code of a call', () => {
  it('makes the same call when it is run', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const entry = { ...anEntry(), message };

        const [made] = callsOf(textOfLines(printCall(entry)));

        expect(made?.type).toBe(message['type']);
        expect(JSON.stringify(made?.call)).toBe(JSON.stringify(callOf(entry)));
      }),
      SEEDED,
    );
  });

  it('reads like what a person writes', () => {
    const entry = anEntry({ message: { properties: { total: 30, 'gift wrap': true } } });

    expect(textOfLines(printCall(entry))).toBe(`analytics.track({
  userId: 'user-1',
  event: 'Order Completed',
  properties: {
    total: 30,
    'gift wrap': true,
  },
});`);
  });

  it('leaves out what libraries and the service add', () => {
    const entry = anEntry({
      message: {
        messageId: 'm-1',
        timestamp: '2026-05-04T11:59:58.000Z',
        originalTimestamp: '2026-05-04T11:59:58.000Z',
        sentAt: '2026-05-04T11:59:59.000Z',
        receivedAt: '2026-05-04T12:00:00.000Z',
        integrations: {},
        context: { library: { name: 'waybill' }, locale: 'de' },
      },
    });

    expect(callOf(entry)).toEqual({
      userId: 'user-1',
      event: 'Order Completed',
      context: { locale: 'de' },
    });
  });

  it('keeps a time that the caller set', () => {
    const timestamp = '2019-01-01T00:00:00.000Z';

    expect(callOf(anEntry({ message: { timestamp } }))).toMatchObject({ timestamp });
  });

  it.each(['track', 'alias'])('is there for %s', (type) => {
    expect(isCall({ type })).toBe(true);
  });

  it.each([undefined, 'trakc', 'constructor', 42])('is not there for the type %s', (type) => {
    expect(isCall({ type })).toBe(false);
  });
});

describe('the curl line of a call', () => {
  it('is taken by a shell as it is meant', () => {
    fc.assert(
      fc.property(fc.array(messages, { minLength: 1, maxLength: 20 }), (list) => {
        const entries = list.map((message) => ({ ...anEntry(), message }));
        const lines = entries.map((entry) =>
          curlOf({ entry, url: 'http://[::1]:80', writeKey: "k'y" }),
        );

        const words = wordsOf(lines);

        expect(words).toEqual(
          entries.map((entry) => [
            `http://[::1]:80/v1/${entry.message['type']}`,
            '-u',
            "k'y:",
            '-H',
            'Content-Type: application/json',
            '-d',
            JSON.stringify(callOf(entry), null, 2),
          ]),
        );
      }),
      { seed: SEED, numRuns: 20 },
    );
  });
});

describe('what is copied', () => {
  it('as an import line is one line of JSON without old ids and times of sending', () => {
    const message = {
      type: 'track',
      userId: 'a\nb',
      event: 'E',
      timestamp: '2026-05-04T12:00:00.000Z',
    };
    const line = importLineOf({
      ...anEntry(),
      message: { ...message, messageId: 'm', sentAt: 't', receivedAt: 't', originalTimestamp: 't' },
    });

    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual(message);
  });

  it('as a fixture is a constant that is named after the event', () => {
    expect(fixtureOf(anEntry({ message: { messageId: 'm-1' } }))).toBe(
      `export const orderCompleted = {
  type: 'track',
  userId: 'user-1',
  event: 'Order Completed',
} as const;`,
    );
  });

  it.each([
    ['delete', 'messageDelete'],
    ['3 for 2', 'message3For2'],
    ['Überraschung!', 'berraschung'],
    ['<b>', 'b'],
    ['!!', 'track'],
  ])('has a name that compiles for the event %s', (event, name) => {
    expect(fixtureOf(anEntry({ message: { event } }))).toContain(`const ${name} = {`);
  });

  it('as a fixture is the call when it is run', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const entry = { ...anEntry(), message };
        const code = fixtureOf(entry)
          .replace(/^export const \w+ = /, '')
          .replace(/ as const;$/, '');

        const value = runInNewContext(`(${code})`);

        expect(JSON.stringify(value)).toBe(
          JSON.stringify({ type: message['type'], ...callOf(entry) }),
        );
      }),
      SEEDED,
    );
  });
});

/** The calls that code makes of a client. */
function callsOf(code: string): readonly { type: string; call: unknown }[] {
  const calls: { type: string; call: unknown }[] = [];
  const analytics = new Proxy(
    {},
    {
      get: (_, type) => (call: unknown) => void calls.push({ type: String(type), call }),
    },
  );
  runInNewContext(code, { analytics });
  return calls;
}

/** The words that a shell gives to curl, of each line. */
function wordsOf(lines: readonly string[]): readonly string[][] {
  const script = `curl() { printf '%s\\0' "$#" "$@"; }\n${lines.join('\n')}\n`;
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
  return lines.map(() => words.splice(0, Number(words.shift())));
}
