import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';

/** Follows every link within the built site, with its anchor. Gives what leads nowhere, as `page: link`. */
export function checkLinks(folder, base) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  const ids = new Map();
  const idsOf = (file) => {
    if (!ids.has(file)) {
      const found = readFileSync(join(folder, file), 'utf8').matchAll(/\sid="([^"]+)"/g);
      ids.set(file, new Set([...found].map(([, id]) => id)));
    }
    return ids.get(file);
  };
  let links = 0;
  const dead = [];
  for (const file of files) {
    for (const [, written] of readFileSync(join(folder, file), 'utf8').matchAll(
      /<a\s[^>]*?href="([^"]*)"/g,
    )) {
      if (/^[a-z]+:/.test(written)) continue;
      links += 1;
      const [path, anchor = ''] = decodeURI(written.replaceAll('&amp;', '&')).split('#');
      const target = fileOf(path, file, base);
      const leads = target !== undefined && existsSync(join(folder, target));
      if (!leads || (anchor !== '' && !idsOf(target).has(anchor))) dead.push(`${file}: ${written}`);
    }
  }
  return { files: files.length, links, dead };
}

function fileOf(path, from, base) {
  if (path === '') return from;
  if (path.startsWith('/') && !path.startsWith(base)) return undefined;
  const place = path.startsWith('/')
    ? path.slice(base.length)
    : normalize(join(dirname(from), path));
  if (place === '' || place.endsWith('/')) return `${place}index.html`;
  return place;
}
