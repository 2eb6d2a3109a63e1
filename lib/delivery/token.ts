import { v4 as uuid } from 'uuid';
import type { Authorization, Credential } from './authorization.js';
import { type Answer, type ExchangeOptions, exchange } from './exchange.js';
import type { readPrivateKey } from './private-key.js';
import type { Payload } from './transport.js';

/** Client credentials, as Segment's OAuth has them. */
export interface TokenSettings {
  readonly clientId: string;
  /** The private key, for RS256. */
  readonly key: ReturnType<typeof readPrivateKey>;
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
const TURNED_AWAY: ReadonlySet<number> = new Set([400, 401]);
/** How long after a renewal that failed the next one is tried, while the old token still serves. */
const RENEW_AGAIN_MS = 60_000;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Asks for bearer tokens with an assertion that is signed with the client's key, and renews them in time. */
export class TokenAuthorization implements Authorization {
  readonly hasToken = true;
  readonly maxAttempts: number;
  readonly #settings: TokenSettings;
  readonly #options: ExchangeOptions;
  #token: Token | undefined;
  #asking: Promise<Credential> | undefined;
  /** How far the server's clock is ahead of ours. */
  #skewMs = 0;

  constructor(settings: TokenSettings, options: ExchangeOptions) {
    this.#settings = settings;
    this.#options = options;
    this.maxAttempts = settings.maxAttempts;
  }

  async credential(signal: AbortSignal): Promise<Credential> {
    const { clock } = this.#options;
    const token = this.#token;
    const nowMs = clock.now();
    if (token !== undefined && nowMs < Math.min(token.renewAtMs, token.endsAtMs))
      return bearer(token);
    this.#asking ??= this.#ask(signal).finally(() => {
      this.#asking = undefined;
    });
    const asked = await this.#asking;
    const old = this.#token;
    const isStillValid = old !== undefined && clock.now() < old.endsAtMs;
    return asked.kind === 'failed' && isStillValid ? bearer(old) : asked;
  }

  /** A request that was slow to fail must not cost a token that was renewed meanwhile. */
  renew(header: string): void {
    if (this.#token !== undefined && header === headerOf(this.#token)) this.#token = undefined;
  }

  async #ask(signal: AbortSignal): Promise<Credential> {
    const { clock } = this.#options;
    const skewMs = this.#skewMs;
    let answer = await this.#exchange(signal);
    // An assertion of the wrong time is turned away; what was learned of the server's clock makes a right one.
    const wasWrongTime = Math.abs(this.#skewMs - skewMs) > ISSUED_BEFORE_S * 1_000;
    if (answer.kind === 'reply' && TURNED_AWAY.has(answer.status) && wasWrongTime) {
      answer = await this.#exchange(signal);
    }
    const isToken = answer.kind === 'reply' && answer.status === 200;
    const token = isToken ? tokenFrom(answer, clock.now()) : undefined;
    if (token === undefined) return this.#failed(answer);
    this.#token = token;
    return bearer(token);
  }

  async #exchange(signal: AbortSignal): Promise<Answer> {
    const { clock } = this.#options;
    const answer = await exchange(await this.#request(), signal, this.#options);
    if (answer.kind === 'failure') return answer;
    const serverTime = Date.parse(answer.headers['date'] ?? '');
    if (!Number.isNaN(serverTime)) this.#skewMs = serverTime - clock.now();
    return answer;
  }

  #failed(answer: Answer): Credential {
    // The token that serves to its end is not renewed with every batch: each would wait for a server that is down.
    if (this.#token !== undefined) {
      this.#token = { ...this.#token, renewAtMs: this.#options.clock.now() + RENEW_AGAIN_MS };
    }
    if (answer.kind === 'failure') return { kind: 'failed', answer };
    // What came may hold a token all the same, so nobody gets to quote it.
    return { kind: 'failed', answer: { ...answer, body: Buffer.alloc(0) } };
  }

  async #request(): Promise<Payload> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await this.#assertion(),
      scope: this.#settings.scope,
    });
    return {
      url: `${withoutSlash(this.#settings.authServer)}/token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: Buffer.from(form.toString()),
    };
  }

  async #assertion(): Promise<string> {
    const { clientId, key, keyId, authServer } = this.#settings;
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
      .sign(await key);
  }
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

function tokenFrom(answer: Answer, nowMs: number): Token | undefined {
  if (answer.kind === 'failure') return undefined;
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
