import {
  Analytics,
  FetchHTTPClient,
  type HTTPClient,
  type HTTPClientRequest,
  type HTTPFetchFn,
  type HTTPFetchRequest,
  type HTTPResponse,
} from '@segment/analytics-node';

// Compiled, not run: every way to bring an HTTP client of one's own to Segment's client.

const writeKey = 'a-write-key';

/** A function like fetch. */
const logged: HTTPFetchFn = async (url: string, request: HTTPFetchRequest) => {
  console.log(request.method, request.body.length, request.headers['Content-Type']);
  const { headers, body, method, signal } = request;
  return fetch(url, { headers: { ...headers, 'X-Proxy': 'a' }, body, method, signal });
};

/** A client by inheritance. */
class Measuring extends FetchHTTPClient {
  readonly times: number[] = [];

  override async makeRequest(options: HTTPClientRequest): Promise<HTTPResponse> {
    const startedMs = performance.now();
    options.headers['X-Started'] = String(startedMs);
    try {
      const response = await super.makeRequest(options);
      console.log(response.status, response.statusText, await response.text?.());
      return response;
    } finally {
      this.times.push(performance.now() - startedMs);
    }
  }
}

/** What axios is like, as far as clients around it use it. */
interface Axios {
  request(options: {
    url: string;
    method: string;
    headers: Record<string, string>;
    data: string;
    timeout: number;
  }): Promise<{
    status: number;
    statusText: string;
    headers: Record<string, string | string[] | undefined>;
    data: unknown;
  }>;
}

/** A client around another library. */
class AxiosClient implements HTTPClient {
  readonly #axios: Axios;

  constructor(axios: Axios) {
    this.#axios = axios;
  }

  async makeRequest(options: HTTPClientRequest): Promise<HTTPResponse> {
    const { url, method, headers, body, httpRequestTimeout } = options;
    const size: number = body.length;
    const reply = await this.#axios.request({
      url,
      method,
      headers: { ...headers, 'Content-Length': String(size) },
      data: body.trim(),
      timeout: httpRequestTimeout,
    });
    return {
      status: reply.status,
      statusText: reply.statusText,
      headers: reply.headers,
      text: async () => JSON.stringify(reply.data),
    };
  }
}

/** A client for tests, as an object literal. */
const recorded: HTTPClientRequest[] = [];
const recorder: HTTPClient = {
  makeRequest: async (options) => {
    recorded.push(options);
    return { status: 200, statusText: 'OK' };
  },
};

export function makeClients(axios: Axios): readonly Analytics[] {
  const client: HTTPClient = new FetchHTTPClient();
  return [
    new Analytics({ writeKey, httpClient: fetch }),
    new Analytics({ writeKey, httpClient: logged }),
    new Analytics({ writeKey, httpClient: (url, request) => fetch(url, request) }),
    new Analytics({ writeKey, httpClient: client }),
    new Analytics({ writeKey, httpClient: new FetchHTTPClient(logged) }),
    new Analytics({ writeKey, httpClient: new Measuring() }),
    new Analytics({ writeKey, httpClient: new AxiosClient(axios) }),
    new Analytics({ writeKey, httpClient: recorder }),
    new Analytics({
      writeKey,
      oauthSettings: { clientId: 'a', clientKey: 'b', keyId: 'c', httpClient: new Measuring() },
    }),
  ];
}

/** Wrappers pass requests on to a client. */
export async function passOn(client: HTTPClient): Promise<number> {
  const { status, headers } = await client.makeRequest({
    url: 'https://api.segment.io/v1/batch',
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    httpRequestTimeout: 1_000,
  });
  console.log(headers === undefined);
  return status;
}

export function bodies(): readonly unknown[] {
  return recorded.map(({ body }) => JSON.parse(body) as unknown);
}
