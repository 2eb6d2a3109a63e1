import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

interface RawRequest {
  readonly method?: string;
  /** Sent as it is, with dots and all. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface RawResponse {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request with headers and paths that `fetch` would not let through. */
export async function rawRequest(url: string, given: RawRequest): Promise<RawResponse> {
  const { method = 'GET', path, headers = {}, body } = given;
  const { hostname, port } = new URL(url);
  const sending = request({ host: hostname, port, method, path, headers, agent: false });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
