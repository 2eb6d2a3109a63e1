import type { Answer } from './exchange.js';
import { parseRetryAfter } from './retry-after.js';

/** What an answer means for the messages that the request carried. */
export type Verdict =
  | { readonly kind: 'accepted' }
  /** The same again later; after `afterMs` at the earliest, where the endpoint said so. */
  | { readonly kind: 'retry'; readonly isRateLimit: boolean; readonly afterMs: number | undefined }
  /** The same once more, and not again. */
  | { readonly kind: 'retry-once' }
  /** The same once more with a new token. */
  | { readonly kind: 'renew-token' }
  /** Something in it is at fault: try the halves. `isBounded` says whether the requests for that are limited. */
  | {
      readonly kind: 'split';
      readonly reason: 'refused' | 'too-large';
      readonly isBounded: boolean;
    }
  /** `isGeneral`: any other message would be refused as well, since it is a matter of the key or the URL. */
  | { readonly kind: 'refused'; readonly isGeneral: boolean };

const RETRIED_CLIENT_ERRORS: ReadonlySet<number> = new Set([408, 410, 460]);
const FINAL_SERVER_ERRORS: ReadonlySet<number> = new Set([501, 505, 511]);

/** The error codes of Node.js and OpenSSL that mean: this certificate won't do. */
const CERTIFICATE_ERRORS: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Judges an answer. This is the only place where a status means anything. */
export function judge(
  answer: Answer,
  { hasToken, nowMs }: { readonly hasToken: boolean; readonly nowMs: number },
): Verdict {
  if (answer.kind === 'failure') {
    if (isCertificateError(answer.error)) return { kind: 'retry-once' };
    return { kind: 'retry', isRateLimit: false, afterMs: undefined };
  }
  const { status } = answer;
  const afterMs = parseRetryAfter(answer.headers['retry-after'], nowMs);
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 429) return { kind: 'retry', isRateLimit: true, afterMs };
  if (isTransient(status)) return { kind: 'retry', isRateLimit: false, afterMs };
  if (hasToken && (status === 401 || status === 511)) return { kind: 'renew-token' };
  if (status === 400 || status === 422)
    return { kind: 'split', reason: 'refused', isBounded: true };
  if (status === 413) return { kind: 'split', reason: 'too-large', isBounded: false };
  return { kind: 'refused', isGeneral: true };
}

/** Judges the answer to a request for a token: it says nothing of the messages, so they are never split for it. */
export function judgeCredential(answer: Answer, nowMs: number): Verdict {
  const verdict = judge(answer, { hasToken: false, nowMs });
  if (verdict.kind === 'retry' || verdict.kind === 'retry-once') return verdict;
  // It said yes, and the token could not be read: its reply was cut off.
  if (verdict.kind === 'accepted') return { kind: 'retry', isRateLimit: false, afterMs: undefined };
  return { kind: 'refused', isGeneral: true };
}

function isTransient(status: number): boolean {
  if (status < 200) return true;
  if (status >= 500 && status < 600) return !FINAL_SERVER_ERRORS.has(status);
  return RETRIED_CLIENT_ERRORS.has(status);
}

function isCertificateError(error: unknown): boolean {
  // fetch of undici, and others, put the error of the socket into the cause.
  for (let current = error, depth = 0; depth < 4; depth += 1) {
    if (typeof current !== 'object' || current === null) return false;
    const { code, cause } = current as { readonly code?: unknown; readonly cause?: unknown };
    if (typeof code === 'string' && CERTIFICATE_ERRORS.has(code)) return true;
    current = cause;
  }
  return false;
}
