import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OAuthSettings } from '@segment/analytics-node';
import type { Stage } from '../support/stage.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const HOUR_S = 3_600;

/** A request for a token. */
export interface TokenRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly contentType: string | undefined;
  readonly form: Readonly<Record<string, string>>;
  /** The head and the claims of the assertion, without its `jti`. */
  readonly assertion: readonly unknown[];
}

/** A real token server. It answers by its script of statuses, and then gives token-1, token-2 and so on. */
export interface TokenServer {
  readonly url: string;
  readonly requests: TokenRequest[];
  readonly settings: OAuthSettings;
}

export async function startTokenServer(
  stage: Stage,
  script: readonly number[] = [],
): Promise<TokenServer> {
  const requests: TokenRequest[] = [];
  const statuses = [...script];
  let given = 0;
  const server = http.createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      requests.push(tokenRequest(request, text));
      const status = statuses.shift() ?? 200;
      // The server's clock goes like the client's, whichever that is.
      response.writeHead(status, { date: new Date().toUTCString() });
      if (status === 200) given += 1;
      response.end(JSON.stringify({ access_token: `token-${given}`, expires_in: HOUR_S }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stage.onEnd(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { clientId: 'a-client', clientKey: privateKey, keyId: 'a-key' };
  return { url, requests, settings: { ...credentials, authServer: url } };
}

function tokenRequest(request: http.IncomingMessage, text: string): TokenRequest {
  const { client_assertion: assertion = '', ...form } = Object.fromEntries(
    new URLSearchParams(text),
  );
  const [head = '', claims = ''] = assertion.split('.');
  const { jti, aud, ...rest } = decoded(claims);
  return {
    method: request.method,
    path: request.url,
    contentType: request.headers['content-type'],
    form,
    assertion: [decoded(head), rest, typeof jti, typeof aud],
  };
}

function decoded(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
}
