import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { systemCode } from '../dev/system-code.js';

/** How far a request came. */
export type Phase = 'dns' | 'connect' | 'tls' | 'answer';

export type Answer =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      /** The first characters of the reply. */
      readonly text: string;
      readonly tookMs: number;
    }
  | {
      readonly kind: 'failure';
      /** The phase that it failed in. */
      readonly phase: Phase;
      /** The code of the system or of OpenSSL; `timeout`, where nothing came. */
      readonly code: string;
    };

export interface Question {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

const QUOTED_CHARS = 200;

/** Sends one request on a connection of its own, and watches how far it comes. Never rejects. */
export function ask({ url, headers, body, timeoutMs }: Question): Promise<Answer> {
  const { protocol, hostname } = new URL(url);
  const isSecure = protocol === 'https:';
  let phase: Phase = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? 'dns' : 'connect';
  const startMs = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve({
        kind: 'failure',
        phase,
        code: signal.aborted ? 'timeout' : (systemCode(error) ?? 'unknown'),
      });
    const options = { method: 'POST', headers, agent: false, signal } as const;
    const request = (isSecure ? https : http).request(url, options, (response) => {
      let text = '';
      const done = (): void =>
        resolve({
          kind: 'reply',
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: text.slice(0, QUOTED_CHARS),
          tookMs: performance.now() - startMs,
        });
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > QUOTED_CHARS) request.destroy();
      });
      // The status is known: what happens to the rest of the reply changes nothing.
      for (const end of ['end', 'error', 'close']) response.on(end, done);
    });
    request.on('error', fail);
    request.on('socket', (socket) => {
      socket.on('lookup', (error: Error | null) => {
        if (error === null) phase = 'connect';
      });
      socket.on('connect', () => {
        phase = isSecure ? 'tls' : 'answer';
      });
      socket.on('secureConnect', () => {
        phase = 'answer';
      });
    });
    request.end(body);
  });
}
