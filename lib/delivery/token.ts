import { createPrivateKey, type KeyObject } from 'node:crypto';
import { v4 as uuid } from 'uuid';
import type { Authorization, Credential } from './authorization.js';
import { type Answer, type ExchangeOptions, exchange } from './exchange.js';
import type { Payload } from './transport.js';

/** Client credentials, as Segment's OAuth has them. */
export interface TokenSettings {
  readonly clientId: string;
  /** The private key in PEM, for RS256. */
  readonly clientKey: string;
  readonly keyId: string;
  readonly authServer: string;
  readonly scope: string;
  /** How many requests for a token may fail for one batch. */
  readonly maxAttempts: number;
}

interface Token {
  readonly value: string;
  /** From half of its life on a new one is asked for; where none is to be had, this one serves to its end. */
  readonly renewAtMs: number;
  readonly endsAtMs: number;
}

// The assertion is dated back a little and lives for a minute in all, as in Segment's client.
const ISSUED_BEFORE_S = 5;
const VALID_FOR_S = 55;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Asks for bearer tokens with an assertion that is signed with the client's key, and renews them in time. */
export class TokenAuthorization implements Authorization {
  readonly hasToken = true;
  readonly maxAttempts: number;
  readonly #settings: TokenSettings;
  readonly #options: ExchangeOptions;
  readonly #key: KeyObject;
  #token: Token | undefined;
  #asking: Promise<Credential> | undefined;
  /** How far the server's clock is ahead of ours. */
  #skewMs = 0;

  /** @throws if the client's key is not a private key in PEM. */
  constructor(settings: TokenSettings, options: ExchangeOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#key = createPrivateKey(settings.clientKey);
    this.maxAttempts = settings.maxAttempts;
  }

  async credential(signal: AbortSignal): Promise<Credential> {
    const { clock } = this.#options;
    const token = this.#token;
    if (token !== undefined && clock.now() < token.renewAtMs) return bearer(token);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    const asked = await this.#asking;
    const isStillValid =
      token === this.#token && token !== undefined && clock.now() < token.endsAtMs;
    return asked.kind === 'failed' && isStillValid ? bearer(token) : asked;
  }

  /** A request that was slow to fail must not cost a token that was renewed meanwhile. */
  renew(header: string): void {
    if (this.#token !== undefined && header === headerOf(this.#token)) this.#token = undefined;
  }

  async #ask(signal: AbortSignal): Promise<Credential> {
    const { clock } = this.#options;
    const answer = await exchange(await this.#request(), signal, this.#options);
    if (answer.kind === 'failure') return { kind: 'failed', answer };
    const serverTime = Date.parse(answer.headers['date'] ?? '');
    if (!Number.isNaN(serverTime)) this.#skewMs = serverTime - clock.now();
    const token = answer.status === 200 ? tokenFrom(answer, clock.now()) : undefined;
    // What came may hold a token all the same, so nobody gets to quote it.
    if (token === undefined)
      return { kind: 'failed', answer: { ...answer, body: Buffer.alloc(0) } };
    this.#token = token;
    return bearer(token);
  }

  async #request(): Promise<Payload> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await this.#assertion(),
      scope: this.#settings.scope,
    });
    return {
      url: `${this.#settings.authServer}/token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: Buffer.from(form.toString()),
    };
  }

  async #assertion(): Promise<string> {
    const { clientId, keyId, authServer } = this.#settings;
    // Loaded with the first token: most programs use a write key alone.
    const { SignJWT } = await import('jose');
    const now = Math.floor((this.#options.clock.now() + this.#skewMs) / 1_000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(authServer)
      .setIssuedAt(now - ISSUED_BEFORE_S)
      .setExpirationTime(now + VALID_FOR_S)
      .setJti(uuid())
      .sign(this.#key);
  }
}

function tokenFrom(answer: Answer & { kind: 'reply' }, nowMs: number): Token | undefined {
  try {
    const { access_token: value, expires_in: seconds } = JSON.parse(
      answer.body.toString('utf8'),
    ) as Record<string, unknown>;
    if (typeof value !== 'string' || value === '' || typeof seconds !== 'number') return undefined;
    return { value, renewAtMs: nowMs + seconds * 500, endsAtMs: nowMs + seconds * 1_000 };
  } catch {
    return undefined;
  }
}

function bearer(token: Token): Credential {
  return { kind: 'header', value: headerOf(token) };
}

function headerOf(token: Token): string {
  return `Bearer ${token.value}`;
}
