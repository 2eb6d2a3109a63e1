import { describe, expect, it } from '@jest/globals';
import {
  AnalyticsError,
  DeliveryError,
  plainError,
  ValidationError,
} from '../../lib/base/errors.js';

const unmasked = (text: string): string => text;

describe('a validation error', () => {
  const error = new ValidationError({
    code: 'invalid',
    call: 'track',
    field: 'event',
    found: 'the number 42',
    expected: 'a non-empty string',
    cause: 'why',
  });

  it('says where, what was found and what is right', () => {
    expect(error.message).toBe('track: event must be a non-empty string; found the number 42.');
  });

  it('can be told apart by programs', () => {
    expect(error).toMatchObject({
      name: 'ValidationError',
      code: 'invalid',
      call: 'track',
      field: 'event',
      cause: 'why',
    });
  });
});

describe('a delivery error', () => {
  it('knows its messages, attempts and status', () => {
    const error = new DeliveryError('No.', {
      code: 'refused',
      messageIds: ['a', 'b'],
      attempts: 3,
      status: 403,
    });

    expect(error).toMatchObject({
      name: 'DeliveryError',
      code: 'refused',
      messageIds: ['a', 'b'],
      attempts: 3,
      status: 403,
    });
  });

  it('has no status and no cause where there are none', () => {
    const error = new DeliveryError('No.', { code: 'deadline', messageIds: [], attempts: 0 });

    expect(error.status).toBeUndefined();
    expect('cause' in error).toBe(false);
  });
});

describe('AnalyticsError.isAnalyticsError', () => {
  it.each<readonly [string, unknown, boolean]>([
    ['an AnalyticsError', new AnalyticsError('x', { code: 'x' }), true],
    ['a DeliveryError', new DeliveryError('x', { code: 'x', messageIds: [], attempts: 0 }), true],
    ['an error of another copy of the package', branded(), true],
    ['any other error', new Error('x'), false],
    ['an object with the brand alone', { [Symbol.for('waybill.error')]: true }, false],
    ['undefined', undefined, false],
  ])('takes %s for what it is', (_name, value, expected) => {
    expect(AnalyticsError.isAnalyticsError(value)).toBe(expected);
  });

  it('rests on something that no dump shows', () => {
    expect(Object.keys(new AnalyticsError('x', { code: 'x' }))).toEqual(['name', 'code']);
  });
});

describe('the plain copy of an error', () => {
  it('keeps the name, the message and the code, and nothing else', () => {
    const source = Object.assign(new TypeError('no route'), {
      code: 'EHOSTUNREACH',
      request: { headers: { authorization: 'Basic secret' } },
      config: { auth: 'secret' },
      response: { body: 'secret' },
    });

    const copy = plainError(source, unmasked);

    expect(copy).toMatchObject({ name: 'TypeError', message: 'no route', code: 'EHOSTUNREACH' });
    expect(Object.keys(copy).sort()).toEqual(['code', 'name']);
  });

  it('has its message masked, and then cut', () => {
    const source = new Error(`${'x'.repeat(195)}secret and more`);

    const copy = plainError(source, (text) => text.replaceAll('secret', '***'));

    expect(copy.message).toBe(`${'x'.repeat(195)}*** a`);
  });

  it.each<readonly [string, unknown, string | undefined]>([
    ['its cause', { code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['no cause that has none', new Error('x'), undefined],
    ['no cause that is nothing', null, undefined],
  ])('has the code of %s, where it has none of its own', (_name, cause, code) => {
    const copy = plainError(new TypeError('fetch failed', { cause }), unmasked) as {
      code?: string;
    };
    expect(copy.code).toBe(code);
  });

  it('leaves out a code that is no text', () => {
    expect('code' in plainError(Object.assign(new Error('x'), { code: 7 }), unmasked)).toBe(false);
  });

  it.each<readonly [string, unknown]>([
    ['a text', 'a text'],
    ['undefined', undefined],
    ['null', null],
    ['an object like an error', { message: 'no', name: 'Error' }],
  ])('stands in for what is no error: %s', (_name, thrown) => {
    expect(plainError(thrown, unmasked).message).toBe('Something that is no error was thrown.');
  });

  it.each<readonly [string, unknown]>([
    ['undefined', undefined],
    ['an object', { a: 1 }],
    ['a symbol', Symbol('x')],
  ])('is made of an error whose message is no text: %s', (_name, message) => {
    const source = Object.defineProperty(new Error('x'), 'message', { value: message });

    expect(plainError(source, (text) => text.toUpperCase())).toBeInstanceOf(Error);
  });
});

function branded(): Error {
  return Object.assign(new Error('x'), { [Symbol.for('waybill.error')]: true });
}
