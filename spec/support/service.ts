import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request that the service got. */
export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly body: ReceivedBody;
  /** Which connection it came on: 1 for the first. */
  readonly connection: number;
}

export interface ReceivedBody {
  readonly batch: readonly ReceivedMessage[];
  readonly sentAt: string;
  readonly writeKey: string;
}

export type ReceivedMessage = { readonly messageId: string; readonly type: string } & Readonly<
  Record<string, unknown>
>;

/** Answers a request in any way a server can. */
export type Answering = (
  request: ReceivedRequest,
  response: http.ServerResponse,
  socket: Socket,
) => void;

/** Answers with a status, and with headers and a body where given. */
export function status(
  code: number,
  headers: Readonly<Record<string, string>> = {},
  body = '{"success":true}',
): Answering {
  return (_request, response) => {
    response.writeHead(code, headers);
    response.end(body);
  };
}

export const accepted: Answering = status(200);

/** Cuts the connection without an answer. */
export const reset: Answering = (_request, _response, socket) => {
  socket.resetAndDestroy();
};

/** Never answers. */
export const silence: Answering = () => undefined;

/** A real server on loopback. It answers by its script, an entry a request; then, and without one, it accepts. */
export class Service {
  readonly requests: ReceivedRequest[] = [];
  readonly #server: http.Server;
  readonly #sockets = new Set<Socket>();
  #script: Answering[] = [];
  #otherwise: Answering = accepted;
  #connections = 0;
  #awaited: { readonly count: number; readonly resolve: () => void }[] = [];

  private constructor(server: http.Server) {
    this.#server = server;
    const numbers = new WeakMap<Socket, number>();
    server.on('connection', (socket: Socket) => {
      this.#connections += 1;
      numbers.set(socket, this.#connections);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const rawBody = Buffer.concat(chunks);
        const isGzip = request.headers['content-encoding'] === 'gzip';
        const text = (isGzip ? gunzipSync(rawBody) : rawBody).toString('utf8');
        this.#received(
          {
            method: request.method,
            path: request.url ?? '',
            headers: request.headers,
            rawBody,
            body: JSON.parse(text) as ReceivedBody,
            connection: numbers.get(request.socket) ?? 0,
          },
          response,
          request.socket,
        );
      });
    });
  }

  /** Starts a service on a free port of loopback. `makeServer` may give another kind of server. */
  static async start(
    script: readonly Answering[] = [],
    makeServer: () => http.Server = () => http.createServer({ keepAliveTimeout: 60_000 }),
  ): Promise<Service> {
    const service = new Service(makeServer());
    service.script(...script);
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How many connections were made to it so far. */
  get connections(): number {
    return this.#connections;
  }

  /** How many connections are open now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** Every message that came, whatever it was answered, in the order in which it came. */
  get messages(): readonly ReceivedMessage[] {
    return this.requests.flatMap(({ body }) => body.batch);
  }

  /** Everything that came, as it came. */
  get wire(): string {
    return this.requests.map(({ rawBody }) => rawBody.toString('utf8')).join('\n');
  }

  /** What the next requests are answered. */
  script(...answers: readonly Answering[]): void {
    this.#script.push(...answers);
  }

  /** What every request is answered that the script says nothing of. */
  otherwise(answering: Answering): void {
    this.#otherwise = answering;
  }

  /** Resolves when so many requests have come in all. */
  received(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited.push({ count, resolve });
      this.#tell();
    });
  }

  /** Cuts every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #received(request: ReceivedRequest, response: http.ServerResponse, socket: Socket): void {
    this.requests.push(request);
    const answering = this.#script.shift() ?? this.#otherwise;
    answering(request, response, socket);
    this.#tell();
  }

  #tell(): void {
    const met = this.#awaited.filter(({ count }) => this.requests.length >= count);
    this.#awaited = this.#awaited.filter((one) => !met.includes(one));
    for (const { resolve } of met) resolve();
  }
}
