import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Product } from './catalogue.js';

/** What the shop knows of a shopper: who it is, and what is in the cart. */
export interface Session {
  readonly anonymousId: string;
  userId: string | undefined;
  cart: { readonly product: Product; readonly quantity: number }[];
}

const MAX_SESSIONS = 10_000;
const COOKIE = /(?:^|; )shopper=([\w-]{1,64})/;

/** The shoppers of late, each known by a cookie. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** The session of a request; a new one, and a cookie for it, where there was none. */
  of(request: FastifyRequest, reply: FastifyReply): Session {
    const sent = COOKIE.exec(request.headers.cookie ?? '')?.[1];
    const known = sent === undefined ? undefined : this.#sessions.get(sent);
    if (known !== undefined) return known;
    const session: Session = { anonymousId: randomUUID(), userId: undefined, cart: [] };
    this.#sessions.set(session.anonymousId, session);
    if (this.#sessions.size > MAX_SESSIONS) this.#forgetOldest();
    void reply.header('set-cookie', `shopper=${session.anonymousId}; Path=/; HttpOnly`);
    return session;
  }

  #forgetOldest(): void {
    for (const oldest of this.#sessions.keys()) {
      this.#sessions.delete(oldest);
      return;
    }
  }
}
