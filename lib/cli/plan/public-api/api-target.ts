import { UsageError } from '../../terminal.js';

export const DEFAULT_API = 'https://api.segmentapis.com';
export const EU_API = 'https://eu1.api.segmentapis.com';
export const TOKEN_VARIABLE = 'WAYBILL_SEGMENT_TOKEN';

/** Where the Public API is, and what it is asked with. */
export interface ApiTarget {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

/** @throws UsageError that never has the token in its text */
export function apiTarget(
  api: string = DEFAULT_API,
  env: Readonly<Record<string, string | undefined>>,
): ApiTarget {
  return { url: apiUrl(api), token: apiToken(env[TOKEN_VARIABLE]) };
}

function apiUrl(api: string): string {
  if (!URL.canParse(api)) {
    throw new UsageError(`--api must be a URL, like ${DEFAULT_API} or ${EU_API}.`);
  }
  const url = new URL(api);
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw new UsageError(
      '--api must begin with https:, so that nobody can read the token on its way.',
    );
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError(`--api must be the address alone, like ${DEFAULT_API}.`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function apiToken(given: string | undefined): string {
  const token = given?.trim() ?? '';
  if (token === '') {
    throw new UsageError(
      `${TOKEN_VARIABLE} is not set. Put a token of Segment's Public API there, which a workspace owner makes under Access Management.`,
    );
  }
  if (/[^\x21-\x7E]/.test(token)) {
    throw new UsageError(`${TOKEN_VARIABLE} has characters that no token has. Copy it again.`);
  }
  return token;
}
