import { describe, expect, it } from '@jest/globals';
import { basicAuthorization } from '../../lib/delivery/authorization.js';

describe('the authorization with a write key', () => {
  it.each([
    ['a-key', 'Basic YS1rZXk6'],
    ['ü€', `Basic ${Buffer.from('ü€:').toString('base64')}`],
  ])('is Basic, with the key as the name and no password: %s', async (key, value) => {
    const { credential } = basicAuthorization(key);

    expect(await credential(new AbortController().signal)).toEqual({ kind: 'header', value });
  });

  it('cannot be renewed', () => {
    expect(basicAuthorization('a-key').hasToken).toBe(false);
  });
});
