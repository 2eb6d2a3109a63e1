import { describe, expect, it } from '@jest/globals';
import { checkFaults } from '../../lib/intake/fault-check.js';

describe('what is set as faults', () => {
  it.each<[string, unknown, readonly unknown[]]>([
    ['nothing', [], []],
    ['one', { kind: 'reset' }, [{ kind: 'reset' }]],
    ['a list', [{ kind: 'reset' }, { kind: 'silence' }], [{ kind: 'reset' }, { kind: 'silence' }]],
    ['fields left out', { kind: 'reset', share: undefined }, [{ kind: 'reset' }]],
  ])('can be %s', (_, given, faults) => {
    expect(checkFaults(given)).toEqual(faults);
  });

  it.each<[string, unknown]>([
    ['share', { kind: 'reset', share: 1 }],
    ['share', { kind: 'reset', share: 0.000_1 }],
    ['status', { kind: 'status', status: 300 }],
    ['status', { kind: 'status', status: 599 }],
    ['retryAfterSeconds', { kind: 'status', retryAfterSeconds: 0 }],
    ['retryAfterSeconds', { kind: 'status', retryAfterSeconds: 86_400 }],
    ['latencyMs', { kind: 'latency', latencyMs: 600_000 }],
    ['requests', { kind: 'lost-reply', requests: 1 }],
    ['seconds', { kind: 'silence', seconds: 0.5 }],
  ])('may have a %s at its bounds: %j', (_, fault) => {
    expect(checkFaults(fault)).toEqual([fault]);
  });

  it.each<[unknown, string]>([
    [null, 'a fault is an object with a kind; found null.'],
    ['reset', 'a fault is an object with a kind; found "reset".'],
    [undefined, 'a fault is an object with a kind; found undefined.'],
    [[[]], 'a fault is an object with a kind; found [].'],
    [{}, 'kind must be one of status, latency, reset, lost-reply, silence; found undefined.'],
    [{ kind: 'flood' }, 'kind must be one of status, latency, reset, lost-reply, silence; found'],
    [{ kind: 'reset', share: 0 }, 'share must be a number above 0 to 1; found 0.'],
    [{ kind: 'reset', share: 1.1 }, 'share must be a number above 0 to 1; found 1.1.'],
    [{ kind: 'reset', share: Number.NaN }, 'share must be a number above 0 to 1; found NaN.'],
    [{ kind: 'status', status: 200 }, 'status must be a whole number from 300 to 599; found 200.'],
    [{ kind: 'status', status: 600 }, 'status must be a whole number from 300 to 599; found 600.'],
    [{ kind: 'status', status: 404.5 }, 'status must be a whole number from 300 to 599;'],
    [
      { kind: 'status', status: '503' },
      'status must be a whole number from 300 to 599; found "503"',
    ],
    [{ kind: 'reset', status: 503 }, 'status goes with the kind status; found it with reset.'],
    [{ kind: 'latency', retryAfterSeconds: 1 }, 'retryAfterSeconds goes with the kind status;'],
    [{ kind: 'status', retryAfterSeconds: -1 }, 'retryAfterSeconds must be a whole number from 0'],
    [
      { kind: 'status', latencyMs: 1 },
      'latencyMs goes with the kind latency; found it with status.',
    ],
    [{ kind: 'latency', latencyMs: 0 }, 'latencyMs must be a number from 1 to 600000; found 0.'],
    [{ kind: 'reset', requests: 0 }, 'requests must be a whole number from 1 to'],
    [{ kind: 'reset', requests: 1.5 }, 'requests must be a whole number from 1 to'],
    [{ kind: 'reset', requests: null }, 'requests must be a whole number from 1 to'],
    [{ kind: 'reset', seconds: 0 }, 'seconds must be a number above 0 to 86400; found 0.'],
    [{ kind: 'reset', seconds: 86_401 }, 'seconds must be a number above 0 to 86400; found 86401.'],
    [{ kind: 'reset', delay: 1 }, 'there is no delay; there are share, status, retryAfterSeconds,'],
    [{ kind: 'reset', constructor: 1 }, 'there is no constructor; there are share'],
    [JSON.parse('{"kind":"reset","__proto__":1}'), 'there is no __proto__; there are share'],
    [Array(21).fill({ kind: 'reset' }), 'at most 20 at once; found 21.'],
  ])('is named where it is none: %j', (given, text) => {
    expect(() => checkFaults(given)).toThrow(RangeError);
    expect(() => checkFaults(given)).toThrow(`faults: ${text}`);
  });
});
