import http from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (url: URL) => readonly [status: number, text: string];

/** A server on loopback that answers each request by its address. */
export async function listen(answer: Answer) {
  const server = http.createServer((request, response) => {
    const [status, text] = answer(new URL(request.url ?? '/', 'http://localhost'));
    response.writeHead(status, { connection: 'close' }).end(text);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
  return { address: `http://127.0.0.1:${port}`, close };
}
