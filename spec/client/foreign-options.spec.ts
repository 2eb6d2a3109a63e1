import { describe, expect, it } from '@jest/globals';
import { resolveOptions } from '../../lib/client/check-options.js';
import { foreignHint } from '../../lib/client/foreign-options.js';
import type { AnalyticsOptions } from '../../lib/client/options.js';

describe('an option of another client', () => {
  it.each([
    ['timeout', 'httpRequestTimeout'],
    ['retryCount', 'maxRetries'],
    ['axiosInstance', 'httpClient'],
    ['dataPlaneUrl', 'host'],
    ['flushed', 'left out'],
    ['logLevel', 'NODE_DEBUG=waybill'],
  ])('is refused with what to write instead: %s', (name, hint) => {
    const options = { writeKey: 'k', [name]: 1 } as AnalyticsOptions;

    expect(foreignHint(name)).toContain(hint);
    expect(() => resolveOptions(options)).toThrow(hint);
  });

  it.each(['flushAt', 'nothing', 'toString', '__proto__', 'constructor'])(
    'is told from any other name: %s',
    (name) => {
      expect(foreignHint(name)).toBeUndefined();
    },
  );
});
