import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Stage } from './stage.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** How long a token is good that the server gives of its own. */
export const TOKEN_S = 3_600;

/** A request for a token. */
export interface TokenRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

export interface TokenReply {
  readonly status: number;
  readonly body?: unknown;
}

export interface TokenServer {
  readonly url: string;
  readonly requests: readonly TokenRequest[];
  /** Options of a client that asks this server. */
  readonly settings: {
    readonly clientId: string;
    readonly clientKey: string;
    readonly keyId: string;
    readonly authServer: string;
  };
  /** The one that belongs to the key of the settings. */
  readonly publicKey: string;
}

/** A real token server. It answers by its script, and then gives token-1, token-2 and so on, for an hour each. */
export async function startTokenServer(
  stage: Stage,
  script: readonly TokenReply[] = [],
): Promise<TokenServer> {
  const requests: TokenRequest[] = [];
  const replies = [...script];
  let given = 0;
  const nextToken = (): TokenReply => {
    given += 1;
    return { status: 200, body: { access_token: `token-${given}`, expires_in: TOKEN_S } };
  };
  const server = http.createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      requests.push({
        method: request.method,
        path: request.url,
        contentType: request.headers['content-type'],
        form: Object.fromEntries(new URLSearchParams(text)),
      });
      const { status, body = {} } = replies.shift() ?? nextToken();
      // The server's clock goes like the client's, whichever that is.
      const headers = { date: new Date().toUTCString() };
      response.writeHead(request.url === '/token' ? status : 404, headers);
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.onEnd(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { clientId: 'a-client', clientKey: privateKey, keyId: 'a-key' };
  return { url, requests, settings: { ...credentials, authServer: url }, publicKey };
}

/** A part of an assertion, read. */
export function decoded(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}
