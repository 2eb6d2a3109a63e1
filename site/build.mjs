/**
 * Builds the documentation as a static site in `site/dist`: `npm run docs`, or with `-- --serve`, which shows it, too.
 * site/README.md says what is in it.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkLinks } from './parts/check-links.mjs';
import { installBuilder } from './parts/install.mjs';
import { stagePages } from './parts/stage.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PORT = 4173;

const { values: options } = parseArgs({
  options: {
    base: { type: 'string', default: '/' },
    port: { type: 'string', default: String(PORT) },
    serve: { type: 'boolean', default: false },
  },
});
if (!/^\/(?:.*\/)?$/.test(options.base)) {
  fail(
    `--base is the path the site is put under, with a slash at both ends; found ${options.base}.`,
  );
}
if (!/^\d{1,5}$/.test(options.port)) fail(`--port is a number; found ${options.port}.`);
await main();

async function main() {
  const startMs = performance.now();
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  process.env.WAYBILL_SITE_BASE = options.base;
  installBuilder(say);
  const pages = stagePages();
  say(`${pages} pages, and the API`);
  // Loaded only now: a moment ago they may not have been installed.
  const { writeApi } = await import('./parts/api.mjs');
  await writeApi();
  const { build, serve } = await import('vitepress');
  await build(HERE);
  const { files, links, dead } = checkLinks(`${HERE}dist`, options.base);
  for (const one of dead) say(`dead link: ${one}`);
  if (dead.length > 0) fail(`${dead.length} links lead nowhere.`);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(0);
  say(
    `site/dist has ${files} pages with ${links} links, all of which lead somewhere; it took ${seconds} s`,
  );
  if (options.serve) {
    await serve({ root: HERE, base: options.base, port: Number(options.port) });
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
