import { describe, expect, it } from '@jest/globals';
import { ContextCancelation, isCancelation } from '../../lib/pipeline/cancelation.js';

describe('a cancelation', () => {
  it('says what it was told, and otherwise what that of Segment says', () => {
    expect({ ...new ContextCancelation() }).toEqual({
      retry: true,
      type: 'plugin Error',
      reason: '',
    });
    const told = { retry: false, type: 'mine', reason: 'not wanted' };
    expect({ ...new ContextCancelation(told) }).toEqual(told);
  });

  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = {
    get retry(): boolean {
      throw new Error('boom');
    },
  };

  it.each<readonly [string, unknown, boolean]>([
    ['ours', new ContextCancelation(), true],
    ['that of another package', { retry: false, type: 'plugin Error', reason: '' }, true],
    ['an error', new Error('broken'), false],
    [
      'an error with the same members',
      Object.assign(new Error('x'), { retry: true, type: 'a' }),
      false,
    ],
    ['half of one', { retry: true }, false],
    ['the members of other types', { retry: 1, type: 'a' }, false],
    ['null', null, false],
    ['undefined', undefined, false],
    ['a text', 'plugin Error', false],
    ['a proxy that was revoked', proxy, false],
    ['what throws when it is looked at', throwing, false],
  ])('is told from whatever else may be thrown: %s', (_what, thrown, expected) => {
    expect(isCancelation(thrown)).toBe(expected);
  });
});
