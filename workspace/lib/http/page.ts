import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { Bindings } from './bindings.js';
import { joinModules } from './page-script.js';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};
const VENDOR = 'vendor/preact.js';
const STYLE_IMPORT = /^@import "(\.[^"]+)";$/gm;

/** What the page consists of. */
const FILES: Readonly<Record<string, PageFile>> = {
  '/': { type: 'text/html; charset=utf-8', make: () => read('index.html') },
  '/page/app.js': {
    type: 'text/javascript; charset=utf-8',
    make: () => joinModules('app.js', read),
  },
  '/page/style.css': { type: 'text/css; charset=utf-8', make: joinStyles },
  '/page/icon.svg': { type: 'image/svg+xml', make: () => read('icon.svg') },
};

interface PageFile {
  readonly type: string;
  readonly make: () => Promise<string>;
}

/** The debugger page. Its files are made once: none of them changes while the workspace runs. */
export function pageRoutes(): Hono<Bindings> {
  const app = new Hono<Bindings>();
  for (const [path, { type, make }] of Object.entries(FILES)) {
    let made: Promise<string> | undefined;
    app.get(path, async () => {
      made ??= make();
      return new Response(await made, { headers: { ...HEADERS, 'content-type': type } });
    });
  }
  return app;
}

async function joinStyles(): Promise<string> {
  const list = await read('style.css');
  const styles = [...list.matchAll(STYLE_IMPORT)].map(([, path = '']) => read(path));
  return (await Promise.all(styles)).join('\n');
}

function read(path: string): Promise<string> {
  const url = path === VENDOR ? new URL(vendorUrl()) : new URL(path, pageFolder());
  return readFile(url, 'utf8');
}

/** Beside this file's folder once it is built, else beside `lib`. */
function pageFolder(): URL {
  const built = new URL('../page/', import.meta.url);
  return existsSync(built) ? built : new URL('../../page/', import.meta.url);
}

function vendorUrl(): string {
  return import.meta.resolve('htm/preact/standalone');
}
