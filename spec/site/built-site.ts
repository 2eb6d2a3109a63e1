import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';

const DIST = 'site/dist';
const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

const execute = promisify(execFile);

/** Whether what builds the site is installed, which `npm run docs` does once; in CI it always is to be. */
export const CAN_BUILD = existsSync('site/node_modules/vitepress') || Boolean(process.env['CI']);

/** What `npm run docs` says of the site that it has built. */
export async function buildSite(): Promise<string> {
  const { stderr } = await execute(process.execPath, ['site/build.mjs']);
  return stderr;
}

/** The pages of the site, from its root. */
export function builtPages(): readonly string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => `/${name}`);
}

export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** The site as any server of files would give it. */
export async function serveSite(): Promise<Served> {
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const path = normalize(decodeURIComponent(pathname));
    const body = await readFile(join(DIST, path.endsWith('/') ? `${path}index.html` : path)).catch(
      () => undefined,
    );
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    const kind = KINDS[extname(path) || '.html'] ?? 'application/octet-stream';
    // Names of assets change with what is in them.
    const age = path.startsWith('/assets/') ? 'max-age=3600, immutable' : 'no-cache';
    response.writeHead(200, { 'content-type': kind, 'cache-control': age }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
