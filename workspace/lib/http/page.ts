import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import type { Bindings } from './bindings.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};
const VENDOR = 'vendor/preact.js';
/** Names of files, and of folders before them: nothing that leads elsewhere. */
const PATH = /^(?:[a-z][a-z-]*\/)*[a-z][a-z-]*\.(?:js|css|svg)$/;

/** The debugger page, as its files are. */
export function pageRoutes(): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const folder = pageFolder();
  app.get('/', () => file(new URL('index.html', folder)));
  app.get('/page/*', (request) => {
    const path = request.req.path.slice('/page/'.length);
    if (path === VENDOR) return file(new URL(vendorUrl()));
    return PATH.test(path) ? file(new URL(path, folder)) : notFound();
  });
  return app;
}

/** What was read once: the page asks for some fifty files, and none of them changes while the workspace runs. */
const known = new Map<string, Buffer<ArrayBuffer>>();

async function file(url: URL): Promise<Response> {
  const path = fileURLToPath(url);
  try {
    const bytes = known.get(path) ?? (await readFile(path));
    known.set(path, bytes);
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    return new Response(bytes, { headers: { ...HEADERS, 'content-type': type } });
  } catch {
    return notFound();
  }
}

function notFound(): Response {
  return new Response('Not found\n', { status: 404, headers: HEADERS });
}

/** Beside this file's folder once it is built, else beside `lib`. */
function pageFolder(): URL {
  const built = new URL('../page/', import.meta.url);
  return existsSync(built) ? built : new URL('../../page/', import.meta.url);
}

function vendorUrl(): string {
  return import.meta.resolve('htm/preact/standalone');
}
