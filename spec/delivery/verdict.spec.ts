import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../lib/delivery/exchange.js';
import { judge, judgeCredential, type Verdict } from '../../lib/delivery/verdict.js';
import { broken } from './scripted-transport.js';

const NOW_MS = Date.parse('2026-01-01T00:00:00.000Z');
const PLAIN = { hasToken: false, nowMs: NOW_MS };

const ACCEPTED: Verdict = { kind: 'accepted' };
const REFUSED: Verdict = { kind: 'refused', isGeneral: true };
const RETRY: Verdict = { kind: 'retry', isRateLimit: false, afterMs: undefined };
const LIMITED: Verdict = { kind: 'retry', isRateLimit: true, afterMs: undefined };
const SPLIT: Verdict = { kind: 'split', reason: 'refused', isBounded: true };
const TOO_LARGE: Verdict = { kind: 'split', reason: 'too-large', isBounded: false };
const RENEW: Verdict = { kind: 'renew-token' };

function reply(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: 'reply', status, statusText: '', headers, body: Buffer.alloc(0) };
}

function failure(error: unknown, isTimeout = false): Answer {
  return { kind: 'failure', error, isTimeout };
}

function each(from: number, to: number, verdict: Verdict): [number, Verdict][] {
  return Array.from({ length: to - from + 1 }, (_, index) => [from + index, verdict]);
}

/** The table of the contract, by status; where a row is met twice, the later one counts. */
const TABLE = new Map<number, Verdict>([
  ...each(200, 299, ACCEPTED),
  ...each(300, 399, REFUSED),
  ...each(400, 499, REFUSED),
  [400, SPLIT],
  [422, SPLIT],
  [413, TOO_LARGE],
  [408, RETRY],
  [410, RETRY],
  [460, RETRY],
  [429, LIMITED],
  [500, RETRY],
  [501, REFUSED],
  ...each(502, 504, RETRY),
  [505, REFUSED],
  ...each(507, 510, RETRY),
  [511, REFUSED],
  ...each(520, 599, RETRY),
]);

describe('the verdict on a status', () => {
  it.each([...TABLE])('%i: %p', (status, verdict) => {
    expect(judge(reply(status), PLAIN)).toEqual(verdict);
  });

  it.each([...TABLE].filter(([status]) => status !== 401 && status !== 511))(
    'is the same with OAuth: %i',
    (status, verdict) => {
      expect(judge(reply(status), { hasToken: true, nowMs: NOW_MS })).toEqual(verdict);
    },
  );

  it.each([401, 511])('asks for a new token with OAuth: %i', (status) => {
    expect(judge(reply(status), { hasToken: true, nowMs: NOW_MS })).toEqual(RENEW);
  });

  const retried = [...TABLE].filter(([, { kind }]) => kind === 'retry');

  it.each(retried)('says how long to wait, where the reply does: %i', (status, verdict) => {
    const headers = { 'retry-after': '7' };

    expect(judge(reply(status, headers), PLAIN)).toEqual({ ...verdict, afterMs: 7_000 });
  });

  it('takes a date for the wait too', () => {
    const headers = { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' };

    expect(judge(reply(503, headers), PLAIN)).toEqual({ ...RETRY, afterMs: 5_000 });
  });

  it('is not changed by a wait in a reply that is final', () => {
    const headers = { 'retry-after': '7' };

    expect(judge(reply(200, headers), PLAIN)).toEqual(ACCEPTED);
    expect(judge(reply(403, headers), PLAIN)).toEqual(REFUSED);
  });
});

describe('the verdict on a request without a reply', () => {
  const faults = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'];

  it.each([...faults, 'EHOSTUNREACH', 'ERR_SSL_WRONG_VERSION_NUMBER', 'UND_ERR_SOCKET'])(
    'is a retry for %s',
    (code) => {
      expect(judge(failure(broken(code)), PLAIN)).toEqual(RETRY);
    },
  );

  it('is a retry for a timeout', () => {
    expect(judge(failure(new Error('No complete reply.'), true), PLAIN)).toEqual(RETRY);
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'no'],
    ['an error whose code is a number', Object.assign(new Error('x'), { code: 7 })],
    ['an error that is its own cause', ownCause()],
  ])('is a retry for whatever else was thrown: %s', (_name, error) => {
    expect(judge(failure(error), PLAIN)).toEqual(RETRY);
  });

  const certificates = [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'CERT_UNTRUSTED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ];

  it.each(certificates)('is one retry and no more for a certificate: %s', (code) => {
    expect(judge(failure(broken(code)), PLAIN)).toEqual({ kind: 'retry-once' });
  });

  it('finds the certificate in the cause, where fetch of undici puts it', () => {
    const error = new TypeError('fetch failed', { cause: broken('CERT_HAS_EXPIRED') });

    expect(judge(failure(error), PLAIN)).toEqual({ kind: 'retry-once' });
  });
});

describe('the verdict on a request for a token', () => {
  it.each([400, 401, 403, 404, 413, 422, 301, 501, 511])(
    'refuses the messages and never splits them: %i',
    (status) => {
      expect(judgeCredential(reply(status), NOW_MS)).toEqual(REFUSED);
    },
  );

  it('is a retry where the reply held no token, for it may have been cut off', () => {
    expect(judgeCredential(reply(200), NOW_MS)).toEqual(RETRY);
  });

  it.each([408, 500, 503])('is a retry: %i', (status) => {
    expect(judgeCredential(reply(status), NOW_MS)).toEqual(RETRY);
  });

  it('is a retry after the time that the reply asks for', () => {
    expect(judgeCredential(reply(429, { 'retry-after': '3' }), NOW_MS)).toEqual({
      ...LIMITED,
      afterMs: 3_000,
    });
  });

  it('is a retry without a reply, and one alone for a certificate', () => {
    expect(judgeCredential(failure(broken('ECONNREFUSED')), NOW_MS)).toEqual(RETRY);
    expect(judgeCredential(failure(broken('CERT_HAS_EXPIRED')), NOW_MS)).toEqual({
      kind: 'retry-once',
    });
  });
});

function ownCause(): Error {
  const error = new Error('x');
  error.cause = error;
  return error;
}
