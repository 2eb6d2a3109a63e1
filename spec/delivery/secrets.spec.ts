import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secrets } from '../../lib/delivery/secrets.js';

describe('a text with secrets in it', () => {
  it.each([
    ['once', 'the key is a-key.', 'the key is ***.'],
    ['many times', 'a-key,a-key a-key', '***,*** ***'],
    ['not at all', 'nothing here', 'nothing here'],
    ['as all of it', 'a-key', '***'],
    ['within a word', 'xa-keyx', 'x***x'],
  ])('is masked where the key is in it %s', (_name, text, expected) => {
    expect(new Secrets('a-key').mask(text)).toBe(expected);
  });

  it('is masked where the key stands in JSON', () => {
    const key = 'a"b\\c';

    expect(new Secrets(key).mask(JSON.stringify({ writeKey: key }))).toBe('{"writeKey":"***"}');
  });

  it.each(['my secret key', 'two words', ' key', 'key ', 'a  b'])(
    'is masked where the key has spaces in it: %j',
    (key) => {
      expect(new Secrets(key).mask(`<${key}>`)).toBe('<***>');
    },
  );

  it('is masked where the value of an Authorization header is in it, whole or in part', () => {
    const secrets = new Secrets('a-key');
    secrets.addAuthorization('Basic YS1rZXk6');

    expect(secrets.mask('authorization: Basic YS1rZXk6; token YS1rZXk6')).toBe(
      'authorization: Basic ***; token ***',
    );
  });

  it('is masked for every secret that was added', () => {
    const secrets = new Secrets('a-key');
    secrets.addAuthorization('Bearer one');
    secrets.addAuthorization('Bearer two');

    expect(secrets.mask('one, two, a-key')).toBe('***, ***, ***');
  });

  it('is masked by the function alone, wherever it is handed', () => {
    const { mask } = new Secrets('a-key');

    expect(['a-key', 'b'].map(mask)).toEqual(['***', 'b']);
  });

  it('does not take characters of the key for a pattern', () => {
    expect(new Secrets('a.*$&').mask('abc a.*$& abc')).toBe('abc *** abc');
  });
});

describe('the secrets themselves', () => {
  it('appear in no dump and no JSON', () => {
    const secrets = new Secrets('a-key');

    expect(inspect(secrets, { showHidden: true, depth: 9 })).not.toContain('a-key');
    expect(JSON.stringify(secrets)).not.toContain('a-key');
  });
});
