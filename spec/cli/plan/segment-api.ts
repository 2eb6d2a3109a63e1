import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlanRule } from '../../../lib/plan/document.js';

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers in the place of the API. */
export type ApiAnswer = (call: ApiCall, response: http.ServerResponse) => void;

export const TOKEN = 'sgp_a-token/that+nobody=sees';

/** An answer with a status, and the errors that the API puts into it. */
export function refused(
  status: number,
  error: object = {},
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  return (_call, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ errors: [error] }));
  };
}

/** No answer: the connection is cut. */
export const cut: ApiAnswer = (_call, response) => void response.destroy();

/** A stand-in for Segment's Public API, with one tracking plan, over a real server on loopback. */
export class SegmentApi {
  readonly calls: ApiCall[] = [];
  plan: Readonly<Record<string, unknown>> = {
    id: 'tp_shop',
    name: 'Shop',
    slug: 'shop',
    description: 'What the shop tells.',
    type: 'LIVE',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
  };
  rules: readonly PlanRule[] = [];
  /** What happens elsewhere while the API is asked for rules. */
  meanwhile: () => void = () => undefined;
  /** How many rules a page has at most, whatever is asked for. */
  pageSize = 1_000;
  readonly #server: http.Server;
  #script: (ApiAnswer | undefined)[] = [];

  private constructor(server: http.Server) {
    this.#server = server;
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        this.#take(request, Buffer.concat(chunks).toString('utf8'), response),
      );
    });
  }

  static async start(): Promise<SegmentApi> {
    const api = new SegmentApi(http.createServer());
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was asked, without what reads: `PATCH /tracking-plans/tp_shop/rules`. */
  get writes(): readonly string[] {
    return this.calls
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** What the next calls are answered; undefined for what the API would. */
  script(...answers: readonly (ApiAnswer | undefined)[]): void {
    this.#script.push(...answers);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #take(request: http.IncomingMessage, text: string, response: http.ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    const { authorization } = request.headers;
    const body = (text === '' ? {} : JSON.parse(text)) as ApiCall['body'];
    const call = {
      method: request.method ?? '',
      path: pathname,
      query: searchParams,
      authorization,
      body,
    };
    this.calls.push(call);
    const scripted = this.#script.shift();
    const answer = scripted ?? ((asked, to) => this.#answer(asked, to));
    answer(call, response);
  }

  #answer(call: ApiCall, response: http.ServerResponse): void {
    const isKnown = call.authorization === `Bearer ${TOKEN}`;
    const data = isKnown ? this.#dataFor(call) : undefined;
    if (data === undefined) {
      refused(isKnown ? 404 : 401, { message: 'Not found' })(call, response);
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data }));
  }

  #dataFor({ method, path, query, body }: ApiCall): object | undefined {
    const plan = `/tracking-plans/${String(this.plan['id'])}`;
    switch (`${method} ${path}`) {
      case 'POST /tracking-plans':
        this.plan = { id: 'tp_new', ...body };
        return { trackingPlan: this.plan };
      case `GET ${plan}`:
        return { trackingPlan: this.plan };
      case `PATCH ${plan}`:
        this.plan = { ...this.plan, ...body };
        return { status: 'SUCCESS' };
      case `GET ${plan}/rules`:
        return this.#page(query);
      case `PATCH ${plan}/rules`:
        this.rules = [...this.#without(keysOf(body)), ...rulesIn(body)];
        return { status: 'SUCCESS' };
      case `PUT ${plan}/rules`:
        this.rules = rulesIn(body);
        return { status: 'SUCCESS' };
      case `DELETE ${plan}/rules`:
        this.rules = this.#without(removedIn(query));
        return { status: 'SUCCESS' };
      default:
        return undefined;
    }
  }

  #page(query: URLSearchParams): object {
    this.meanwhile();
    const start = Number(query.get('pagination[cursor]') ?? 0);
    const count = Math.min(this.pageSize, Number(query.get('pagination[count]')));
    const end = start + count;
    const next = end < this.rules.length ? { next: String(end) } : {};
    const pagination = { current: String(start), ...next, totalEntries: this.rules.length };
    return { rules: this.rules.slice(start, end), pagination };
  }

  #without(keys: readonly string[]): readonly PlanRule[] {
    return this.rules.filter((rule) => !keys.includes(keyOf(rule)));
  }
}

function rulesIn(body: ApiCall['body']): readonly PlanRule[] {
  return body['rules'] as readonly PlanRule[];
}

function keysOf(body: ApiCall['body']): readonly string[] {
  return rulesIn(body).map(keyOf);
}

function keyOf({
  type,
  key = '',
  version = 1,
}: Pick<PlanRule, 'type' | 'key' | 'version'>): string {
  return `${type} ${key} ${version}`;
}

function removedIn(query: URLSearchParams): readonly string[] {
  const keys: string[] = [];
  for (let index = 0; query.has(`rules[${index}][type]`); index += 1) {
    const [type, key, version] = ['type', 'key', 'version'].map(
      (name) => query.get(`rules[${index}][${name}]`) ?? '',
    );
    keys.push(`${type} ${key} ${version}`);
  }
  return keys;
}
