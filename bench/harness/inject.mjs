import http from 'node:http';
import { Readable } from 'node:stream';

const HEADERS = {
  host: 'shop.example',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
  'accept-language': 'de-DE,de;q=0.9,en;q=0.8',
  referer: 'https://shop.example/start',
  'x-user-id': 'user-1',
};
const PATH = '/products/42?campaign=spring';

/** A connection that is none: it has an address, and takes nothing. */
const socket = Object.assign(new Readable({ read() {} }), {
  remoteAddress: '203.0.113.7',
  setTimeout() {},
});

/** Runs a request through a listener of `node:http` without a connection. Resolves to its status when it is answered. */
export function injectNode(listener) {
  return new Promise((resolve) => {
    const request = new http.IncomingMessage(socket);
    request.method = 'GET';
    request.url = PATH;
    request.headers = { ...HEADERS };
    request.httpVersionMajor = 1;
    request.httpVersionMinor = 1;
    const response = new http.ServerResponse(request);
    const { end } = response;
    response.end = function endAndTell(...given) {
      end.apply(response, given);
      resolve(response.statusCode);
      return response;
    };
    listener(request, response);
  });
}

/** The same for a function that takes a Request of the web and gives a Response. */
export async function injectWeb(fetch) {
  const request = new Request(`https://shop.example${PATH}`, { headers: HEADERS });
  const { status } = await fetch(request);
  return status;
}
