import { verify } from 'node:crypto';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';

const TOKEN = 'a-token';

/** What the first requests of a step are answered; those after them are accepted. */
const FAULTS = {
  outage: [status(503), reset, status(503)],
  'retry-after': [status(429, { 'retry-after': '1' }), status(503, { 'retry-after': '0' })],
  'wait-until': [status(503), reset, status(503)],
  'wait-for-close': [status(503), reset, status(503)],
};

/** A real server on loopback, for one run of the scenario. The path of a request is the name of its step. */
export class Service {
  /** The messages that were accepted, each with its step and with the request that brought it. */
  accepted = [];
  #server = http.createServer((request, response) => this.#came(request, response));
  #publicKey;
  #requests = new Map();
  #held = [];
  #awaited = [];

  constructor(publicKey) {
    this.#publicKey = publicKey;
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Resolves when so many messages of a step were accepted, or when the signal is aborted. */
  arrived(step, count, signal) {
    return new Promise((resolve) => {
      this.#awaited.push({ step, count, resolve });
      signal.addEventListener('abort', resolve);
      this.#tell();
    });
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #came(request, response) {
    const chunks = [];
    request.on('error', () => undefined);
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => this.#answer(request, Buffer.concat(chunks), response));
  }

  #answer(request, body, response) {
    const step = request.url.slice(1);
    if (step === 'token') return this.#answerToken(body, response);
    if (step === 'release') {
      for (const release of this.#held.splice(0)) release();
      return status(200)(response);
    }
    const number = this.#requests.get(step) ?? 0;
    this.#requests.set(step, number + 1);
    const fault = FAULTS[step]?.[number];
    if (fault !== undefined) return fault(response);
    if (step === 'oauth' && request.headers.authorization !== `Bearer ${TOKEN}`) {
      return status(401)(response);
    }
    const accept = () => {
      this.#accept(step, request.headers, body);
      status(200)(response);
    };
    if (step === 'held') this.#held.push(accept);
    else accept();
  }

  #accept(step, headers, body) {
    const isGzip = headers['content-encoding'] === 'gzip';
    const { batch, ...wrapper } = JSON.parse(isGzip ? gunzipSync(body) : body);
    for (const message of batch) this.accepted.push({ step, message, wrapper, headers });
    this.#tell();
  }

  /** Gives a token for an assertion that the client signed with its key. */
  #answerToken(body, response) {
    const assertion = new URLSearchParams(String(body)).get('client_assertion') ?? '';
    const [header, claims, signature] = assertion.split('.');
    const signed = Buffer.from(`${header}.${claims}`);
    const isSigned = verify(
      'RSA-SHA256',
      signed,
      this.#publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned) return status(401)(response);
    status(200, {}, JSON.stringify({ access_token: TOKEN, expires_in: 3_600 }))(response);
  }

  #tell() {
    for (const { step, count, resolve } of this.#awaited) {
      if (this.accepted.filter((one) => one.step === step).length >= count) resolve();
    }
  }
}

function status(code, headers = {}, body = '{"success":true}') {
  return (response) => response.writeHead(code, headers).end(body);
}

function reset(response) {
  response.socket.resetAndDestroy();
}
