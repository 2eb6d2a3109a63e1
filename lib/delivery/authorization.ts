import type { Answer } from './exchange.js';

/** What a request is authorized with, or why there is nothing. */
export type Credential =
  | { readonly kind: 'header'; readonly value: string }
  | { readonly kind: 'failed'; readonly answer: Answer };

/** Gives each request its Authorization header. */
export interface Authorization {
  /** Whether what it gives can be renewed. */
  readonly hasToken: boolean;
  /** How often one batch may fail to get a credential. */
  readonly maxAttempts: number;
  credential(signal: AbortSignal): Promise<Credential> | Credential;
  /** This header was turned away: the next one has to be another. */
  renew(header: string): void;
}

/** Basic authentication with the write key as the name and no password, as Segment's API has it. */
export function basicAuthorization(writeKey: string): Authorization {
  const value = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  return {
    hasToken: false,
    maxAttempts: 0,
    credential: () => ({ kind: 'header', value }),
    renew: () => undefined,
  };
}
