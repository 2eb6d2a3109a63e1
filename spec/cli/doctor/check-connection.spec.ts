import { describe, expect, it } from '@jest/globals';
import { checkHost, checkKey } from '../../../lib/cli/doctor/check-connection.js';

/** What is found of a connection to a host, by a key. */
function codesOf(host: string, writeKey: string): readonly string[] {
  const connection = {
    writeKey: { value: writeKey, origin: '--write-key' },
    host: { value: host, origin: '--host' },
    path: { value: '/v1/batch', origin: 'default' },
  };
  return [...checkKey(connection), ...checkHost(connection)].map(({ code }) => code);
}

const KEY = 'abcdefghijklmnopqrstuvwxyz012345';

// Without a request: nothing of a spec reaches a service.
describe('a connection', () => {
  it.each([
    ['https://api.segment.io', 'Segment in the United States: https://api.segment.io, by --host'],
    ['https://events.eu1.segmentapis.com', 'Segment in the European Union: '],
    ['https://a.example', 'Not one of Segment’s two regions: https://a.example'],
  ])('is in a region: %s', (value, text) => {
    const part = { value, origin: '--host' };
    const [found] = checkHost({ writeKey: undefined, host: part, path: part });
    expect(found?.found).toContain(text);
  });

  it.each([
    ['https://api.segment.io', KEY, []],
    ['https://api.segment.io', KEY.slice(1), ['write-key-shape']],
    ['https://events.eu1.segmentapis.com', 'dev-shop', ['write-key-shape']],
    ['https://a.example', 'dev-shop', []],
    ['http://127.0.0.1:8765', 'dev-shop', []],
    ['http://localhost:8765', 'dev-shop', []],
    ['http://[::1]:8765', 'dev-shop', []],
    ['http://a.example', 'dev-shop', ['host-plain-http']],
    ['http://127.a.example', 'dev-shop', ['host-plain-http']],
  ])('to %s by %s has %j', (host, key, expected) => {
    const others = codesOf(host, key).filter((code) => !['write-key', 'region'].includes(code));
    expect(others).toEqual(expected);
  });
});
