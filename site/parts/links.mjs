import { dirname, join, normalize, relative } from 'node:path/posix';

/** A block of code, which has no links, or a link with its target. */
const CODE_OR_LINK = /^(```+)[^\n]*\n[\s\S]*?^\1$|\]\(([^)\s]+)\)/gm;

/** GitHub's names of headings, so that an anchor is the same there and on the site. */
export function slugOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The files of the repository that a page links to, from its root. */
export function linkedFiles({ path, text }) {
  return [...text.matchAll(CODE_OR_LINK)]
    .map(([, , link]) => link)
    .filter((link) => link !== undefined && isRelative(link))
    .map((link) => targetOf(path, link.split('#')[0]));
}

/** A page's text with its links led to where their targets are on the site, which `placeOf` says. */
export function withLinksLed({ path, text }, placeOf) {
  const from = dirname(placeOf(path));
  return text.replace(CODE_OR_LINK, (whole, _fence, link) => {
    if (link === undefined || !isRelative(link)) return whole;
    const [file, anchor] = link.split('#');
    const place = relative(from, placeOf(targetOf(path, file)));
    const led = place.startsWith('.') ? place : `./${place}`;
    return `](${led}${anchor === undefined ? '' : `#${anchor}`})`;
  });
}

function isRelative(link) {
  return !/^(?:[a-z]+:|#|\/)/.test(link);
}

function targetOf(path, file) {
  return normalize(join(dirname(path), file)).replace(/\/$/, '');
}
