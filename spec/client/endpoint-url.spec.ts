import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ValidationError } from '../../lib/base/errors.js';
import { endpointUrl, hasControlCharacter } from '../../lib/client/endpoint-url.js';
import { SEED, SEEDED } from '../support/seed.js';

describe('the URL of an endpoint', () => {
  it.each<readonly [string | undefined, string | undefined, string]>([
    [undefined, undefined, 'https://api.segment.io/v1/batch'],
    ['https://a.example', undefined, 'https://a.example/v1/batch'],
    ['https://a.example/', '/v1/batch', 'https://a.example/v1/batch'],
    ['https://a.example/base', '/v1/batch', 'https://a.example/base/v1/batch'],
    ['https://a.example//base//', '//v1/batch//', 'https://a.example/base/v1/batch'],
    ['https://a.example/base', '', 'https://a.example/base'],
    ['https://a.example', '', 'https://a.example/'],
    ['https://a.example', 'v1', 'https://a.example/v1'],
    ['http://localhost:8080', 'v1', 'http://localhost:8080/v1'],
    ['https://a.example:443', '/v1', 'https://a.example/v1'],
    ['https://a.example?key=1#here', '/v1', 'https://a.example/v1'],
    ['https://a.example', '/v1?source=a', 'https://a.example/v1?source=a'],
    ['https://a.example', '\\\\other.example\\v1', 'https://a.example/other.example/v1'],
    ['https://a.example', '/../../v1', 'https://a.example/v1'],
    ['https://a.example', 'https://other.example', 'https://a.example/https://other.example'],
  ])('is host and path, joined: %p %p', (host, path, expected) => {
    expect(endpointUrl(host, path)).toBe(expected);
  });

  it(`leads to the host, whatever the path (seed ${SEED})`, () => {
    const path = fc
      .array(
        fc.oneof(
          fc.string(),
          fc.constantFrom('/', '\\', '..', '@', ':', '//other.example', '?', '#'),
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''))
      .filter((text) => !hasControlCharacter(text));
    fc.assert(
      fc.property(path, (given) => {
        const { origin, username, password } = new URL(
          endpointUrl('https://a.example/base', given),
        );

        expect({ origin, username, password }).toEqual({
          origin: 'https://a.example',
          username: '',
          password: '',
        });
      }),
      SEEDED,
    );
  });

  it.each<readonly [string, unknown, unknown]>([
    ['host', 'a.example', '/v1'],
    ['host', '', '/v1'],
    ['host', 7, '/v1'],
    ['host', null, '/v1'],
    ['host', 'ftp://a.example', '/v1'],
    ['host', 'file:///etc/passwd', '/v1'],
    ['host', 'https://a-name@a.example', '/v1'],
    ['host', 'https://:a-secret@a.example', '/v1'],
    ['path', 'https://a.example', 7],
    ['path', 'https://a.example', null],
    ['path', 'https://a.example', '/v1\r\nHost: other.example'],
  ])('is an error that names the %s, and quotes no secret: %p %p', (field, host, path) => {
    const make = (): string => endpointUrl(host, path);

    expect(make).toThrow(ValidationError);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid', call: 'Analytics', field }));
    expect(make).not.toThrow(/a-name|a-secret/);
  });
});

describe('a control character', () => {
  it(`is found wherever it stands, and nothing else is (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
        expect(hasControlCharacter(text)).toBe(/[\u0000-\u001f\u007f]/.test(text));
      }),
      SEEDED,
    );
  });
});
