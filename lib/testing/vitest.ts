import { expect } from 'vitest';
import { type WaybillMatchers, waybillMatchers } from './matchers.js';

expect.extend(waybillMatchers);

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as Vitest has it.
  interface Assertion<T = any> extends WaybillMatchers {}
}
