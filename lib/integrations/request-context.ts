import type { MessageContext } from '../message/message-context.js';

/** What a request says of where it is from, in the words of HTTP. */
export interface RequestFacts {
  readonly ip?: string | undefined;
  /** `https://shop.example`, without a path. */
  readonly origin?: string | undefined;
  /** The path with what follows it: `/cart?step=2`. */
  readonly target?: string | undefined;
  readonly userAgent?: unknown;
  readonly acceptLanguage?: unknown;
  readonly referrer?: unknown;
}

// Headers may have 16 KB, and a message 32 KB: what a visitor sends must not make it too large.
const LONGEST_TEXT = 2_048;
const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/;

/** The context of the calls of one request, in the words of the Spec. */
export function contextOf(facts: RequestFacts, traits: object | undefined): MessageContext {
  return {
    ip: facts.ip,
    userAgent: textOf(facts.userAgent),
    locale: localeOf(facts.acceptLanguage),
    page: pageOf(facts),
    traits,
  };
}

/** What a request says by its headers. */
export function headerFacts(
  get: (name: string) => unknown,
): Pick<RequestFacts, 'userAgent' | 'acceptLanguage' | 'referrer'> {
  return {
    userAgent: get('user-agent'),
    acceptLanguage: get('accept-language'),
    referrer: get('referer'),
  };
}

/** An absolute URL as origin and target. Nothing of it is decoded. */
export function splitUrl(url: string): Pick<RequestFacts, 'origin' | 'target'> {
  const hostAt = url.indexOf('://') + 3;
  if (hostAt < 3) return { target: url };
  const pathAt = url.indexOf('/', hostAt);
  if (pathAt < 0) return { origin: url, target: '/' };
  return { origin: url.slice(0, pathAt), target: url.slice(pathAt) };
}

function pageOf({ origin, target, referrer }: RequestFacts): MessageContext['page'] {
  if (target === undefined) {
    const from = textOf(referrer);
    return from === undefined ? undefined : { referrer: from };
  }
  const searchAt = target.indexOf('?');
  return {
    path: textOf(searchAt < 0 ? target : target.slice(0, searchAt)),
    url: origin === undefined ? undefined : textOf(origin + target),
    referrer: textOf(referrer),
    search: searchAt < 0 ? undefined : textOf(target.slice(searchAt)),
  };
}

/** The first of `de-DE, de;q=0.9`. */
function localeOf(acceptLanguage: unknown): string | undefined {
  if (typeof acceptLanguage !== 'string') return undefined;
  const [first = ''] = acceptLanguage.split(/[,;]/, 1);
  const tag = first.trim();
  return LANGUAGE_TAG.test(tag) ? tag : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT) : value;
}
