import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const UMD = join(
  dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')),
  'dist',
  'umd',
);

interface SiteOptions {
  readonly writeKey: string;
  readonly cdnUrl: string;
  /** What the page calls of `analytics`. */
  readonly calls: string;
  /** The second argument of `AnalyticsBrowser.load`. */
  readonly settings: object;
}

/** A shop on an origin of its own, with a page that has Analytics.js as its maker publishes it. */
export class Site {
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.url = `http://localhost:${port}`;
  }

  static async start(options: SiteOptions): Promise<Site> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/') {
        response.setHeader('content-type', 'text/html').end(pageOf(options));
        return;
      }
      readFile(join(UMD, basename(pathname))).then(
        (script) => response.setHeader('content-type', 'text/javascript').end(script),
        () => response.writeHead(404).end(),
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('It has no port.');
    return new Site(server, address.port);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function pageOf({ writeKey, cdnUrl, calls, settings }: SiteOptions): string {
  const loaded = JSON.stringify({ writeKey, cdnURL: cdnUrl });
  return `<!doctype html><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<script src="/index.js"></script>
<script>
  const analytics = AnalyticsNext.AnalyticsBrowser.load(${loaded}, ${JSON.stringify(settings)});
  ${calls}
</script>`;
}
