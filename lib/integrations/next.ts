import { Analytics } from '../client/analytics.js';
import type { AnalyticsOptions } from '../client/options.js';
import type { Scope } from '../client/scope.js';
import { aFunction, checkSettings, problem } from './check-settings.js';
import { type Complaints, complaintsOf } from './complaints.js';
import { checkClient } from './given-client.js';
import { contextOf, headerFacts, type RequestFacts, splitUrl } from './request-context.js';
import { type Identified, type KnownVisitor, readVisitor } from './visitor.js';

export type { Identified, Visitor } from './visitor.js';

/** What can be asked for a header, as `Headers` and what `headers()` of Next.js gives. */
export interface HeadersLike {
  get(name: string): string | null;
}

/** A request of a route handler, or the headers alone, which is all that a server action has. */
export type RequestLike = HeadersLike | { readonly headers: HeadersLike; readonly url?: string };

/** How a request of Next.js becomes a scope. */
export interface RequestAnalyticsOptions<Request extends RequestLike = RequestLike> {
  /** Says who the request is from, at once or later. Where it fails the scope has no user, and `'error'` tells of it. */
  readonly identify?: ((request: Request) => Identified | Promise<Identified>) | undefined;
  /**
   * Where the visitor's address is. A header is only worth something behind a proxy that sets it, as Vercel does.
   * @default the first of `x-forwarded-for`
   */
  readonly ip?: ((request: Request) => string | undefined) | undefined;
}

// One for a process, also where a reload or another bundle loads this file again.
const KEY: unique symbol = Symbol.for('waybill.shared') as never;

/**
 * The one client of the process, by its name: made by the first call, and found by every later one, also after a hot reload.
 *
 * @example
 * export const analytics = sharedAnalytics({ writeKey: process.env.WRITE_KEY });
 * @throws ValidationError for options that are wrong, or a function that gives no client.
 */
export function sharedAnalytics(
  make: AnalyticsOptions | (() => Analytics),
  name = 'default',
): Analytics {
  const home = globalThis as { [KEY]?: Map<string, Analytics> };
  home[KEY] ??= new Map();
  const known = home[KEY].get(name);
  if (known !== undefined) return known;
  const client = typeof make === 'function' ? make() : new Analytics(make);
  checkClient(client, 'sharedAnalytics');
  home[KEY].set(name, client);
  return client;
}

/**
 * A scope for one request, whose calls carry the visitor's id, ip, user agent, locale and, in a route handler, the page. Flush
 * it in `after()`.
 *
 * @example
 * const scope = await requestAnalytics(analytics, request, { identify: () => session.userId });
 * scope.track({ event: 'Order Completed' });
 * after(() => scope.flush());
 * @throws ValidationError for something that is no client or no request. An `identify` that fails does not.
 */
export async function requestAnalytics<Request extends RequestLike>(
  client: Analytics,
  request: Request | Promise<Request>,
  options: RequestAnalyticsOptions<Request> = {},
): Promise<Scope> {
  checkClient(client, CALL);
  checkSettings(CALL, options, { identify: aFunction, ip: aFunction });
  const given = await request;
  const { headers, url } = partsOf(given);
  const { ip = () => firstOf(headers.get('x-forwarded-for')) } = options;
  const complaints = complaintsOf(client);
  const facts = attempt(complaints, () => ({
    ip: ip(given),
    ...(url === undefined ? {} : splitUrl(url)),
    ...headerFacts((name) => headers.get(name)),
  }));
  const { traits, ...ids } = await visitorOf(complaints, () => options.identify?.(given));
  return client.scope({ ...ids, context: contextOf(facts, traits) });
}

const CALL = 'requestAnalytics';

async function visitorOf(
  complaints: Complaints,
  identify: () => Identified | Promise<Identified>,
): Promise<KnownVisitor> {
  try {
    return readVisitor(await identify(), CALL);
  } catch (cause) {
    complaints.identifyFailed(CALL, cause);
    return {};
  }
}

function attempt(complaints: Complaints, read: () => RequestFacts): RequestFacts {
  try {
    return read();
  } catch (cause) {
    complaints.unreadable(CALL, cause);
    return {};
  }
}

function partsOf(request: unknown): { readonly headers: HeadersLike; readonly url?: string } {
  if (hasGet(request)) return { headers: request };
  const { headers, url } = (request ?? {}) as { readonly headers?: unknown; readonly url?: string };
  if (hasGet(headers)) return url === undefined ? { headers } : { headers, url };
  const expected = 'a request of the App Router, or what headers() gives';
  throw problem({ call: CALL, field: 'request', value: request, expected });
}

function hasGet(value: unknown): value is HeadersLike {
  return typeof (value as { readonly get?: unknown } | undefined | null)?.get === 'function';
}

function firstOf(addresses: string | null): string | undefined {
  const [first = ''] = addresses?.split(',', 1) ?? [];
  return first.trim() || undefined;
}
