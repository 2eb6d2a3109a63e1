import { expect } from '@jest/globals';
import type {} from 'expect';
import { type WaybillMatchers, waybillMatchers } from './matchers.js';

expect.extend(waybillMatchers);

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends WaybillMatchers<R> {}
}
