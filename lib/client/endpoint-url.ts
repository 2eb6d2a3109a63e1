import { DEFAULTS } from './defaults.js';
import { fail, problem } from './option-problem.js';

/** `host` and `path`, joined. @throws ValidationError that names the one that is wrong. */
export function endpointUrl(host: unknown = DEFAULTS.host, path: unknown = DEFAULTS.path): string {
  const expected = "an http or https URL without a user name in it, like 'https://api.segment.io'";
  if (typeof path !== 'string' || hasControlCharacter(path)) {
    fail('path', path, "a path like '/v1/batch'");
  }
  if (typeof host !== 'string') fail('host', host, expected);
  if (!URL.canParse(host)) throw problem('host', 'a string that is no URL', expected);
  const base = new URL(host);
  if (base.protocol !== 'http:' && base.protocol !== 'https:') {
    throw problem('host', `the protocol ${base.protocol}`, expected);
  }
  if (base.username !== '' || base.password !== '') {
    throw problem('host', 'a user name or a password in it', expected);
  }
  // Joined as text behind the origin, so that no path can lead to another host.
  return new URL(`${base.origin}${withoutSlashes(base.pathname)}${withoutSlashes(path)}`).href;
}

/** A path with one slash before it and none behind it; nothing for an empty one. */
function withoutSlashes(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const first = parts.findIndex((part) => part !== '');
  const last = parts.findLastIndex((part) => part !== '');
  return first < 0 ? '' : `/${parts.slice(first, last + 1).join('/')}`;
}

/** Whether a text has line ends, tabs or the like, which have no place in a header or a URL. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
