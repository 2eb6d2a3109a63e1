import { describe } from '../base/describe.js';
import { ValidationError } from '../base/errors.js';
import { type WaybillMatchers, waybillMatchers } from './matchers.js';

// Jest gives each file of specs an `expect` of its own, as a global. Where it is told not to, there is nothing to extend.
const { expect } = globalThis as unknown as { readonly expect?: Expect };

interface Expect {
  extend(matchers: typeof waybillMatchers): void;
}

if (typeof expect?.extend !== 'function') {
  throw new ValidationError({
    code: 'invalid',
    call: 'waybill/testing/jest',
    field: 'expect',
    found: describe(expect),
    expected: 'a global of Jest (without globals, import waybill/testing/jest-globals instead)',
  });
}
expect.extend(waybillMatchers);

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as @types/jest has it.
    interface Matchers<R, T = {}> extends WaybillMatchers<R> {}
  }
}
