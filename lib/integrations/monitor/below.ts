import type { Rule } from '../check-settings.js';

export const addressRule: Rule = {
  expected: "a path that begins with a slash, like '/delivery'",
  isRight: (value) => typeof value === 'string' && value.startsWith('/') && !/[?#]/.test(value),
};

/** The name behind the address of a view under which it gives its data. */
export const DATA = 'data.json';

/**
 * What of a path is behind where a handler is mounted, `/` where nothing is. `pattern` is what the framework was told to route:
 * `/delivery`, `/delivery/*` and `/delivery/data.json` are all of a handler at `/delivery`.
 */
export function below(pattern: string, path: string): string {
  const asked = segmentsOf(path);
  const { length } = segmentsOf(fixedPartOf(pattern));
  const isOfData = length > 0 && length === asked.length && asked.at(-1) === DATA;
  return `/${asked.slice(isOfData ? -1 : length).join('/')}`;
}

/** The same by the address itself: nothing, where the path is another one. */
export function belowAddress(address: string, path: string): string | undefined {
  const { length } = segmentsOf(address);
  const asked = segmentsOf(path);
  const isBelow = asked.slice(0, length).join('/') === segmentsOf(address).join('/');
  return isBelow ? `/${asked.slice(length).join('/')}` : undefined;
}

/** Express and its like cut off where they have mounted a handler, and keep what was asked for. */
export function belowMiddleware(request: object): string | undefined {
  const { url, originalUrl, route } = request as {
    readonly url?: unknown;
    readonly originalUrl?: unknown;
    readonly route?: { readonly path?: unknown };
  };
  if (typeof url !== 'string' || typeof originalUrl !== 'string') return undefined;
  const { path: pattern = '' } = route ?? {};
  if (typeof pattern !== 'string') return undefined;
  const path = pathOf(url);
  return below(isRouted(pattern, path) ? pattern : '', path);
}

/** A route that somebody else has had before stays on the request. */
function isRouted(pattern: string, path: string): boolean {
  const asked = segmentsOf(path.toLowerCase());
  return segmentsOf(fixedPartOf(pattern).toLowerCase()).every(
    (segment, index) => segment.startsWith(':') || segment === asked[index],
  );
}

function fixedPartOf(pattern: string): string {
  const [fixed = ''] = pattern.split(/[*{]/);
  return fixed;
}

export function pathOf(url: string): string {
  const [path = ''] = url.split('?');
  return path === '' ? '/' : path;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}
