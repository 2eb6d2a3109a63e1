import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path/posix';
import { linkedFiles, withLinksLed } from './links.mjs';

const CONTENT = 'site/content';
/** Pages beside docs/, by what they are called on the site. */
export const PROJECT_PAGES = {
  'README.md': 'The project',
  'CHANGELOG.md': 'Changes',
  'CONTRIBUTING.md': 'Contributing',
  'SECURITY.md': 'Security',
};
const LANGUAGES = { '.mjs': 'js', '.cjs': 'js', '.yml': 'yaml', '': 'text' };
const PICTURES = ['.png', '.svg'];

/**
 * Lays out the pages of the site in `site/content`: those of docs/, what stands beside them, and whatever files of the repository
 * they link to, so that no link leaves the site.
 *
 * @returns how many pages there are
 */
export function stagePages() {
  rmSync(CONTENT, { recursive: true, force: true });
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  const waiting = [...docs, ...Object.keys(PROJECT_PAGES)];
  const seen = new Set(waiting);
  let pages = 0;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (PICTURES.includes(extname(path))) {
      cpSync(path, join(CONTENT, placeOf(path)));
      continue;
    }
    const page = pageOf(path);
    write(placeOf(path), withLinksLed(page, placeOf));
    pages += 1;
    for (const linked of linkedFiles(page)) {
      if (seen.has(linked)) continue;
      if (!existsSync(linked)) throw new Error(`${path} links to ${linked}, which is not there.`);
      seen.add(linked);
      waiting.push(linked);
    }
  }
  cpSync('site/public', join(CONTENT, 'public'), { recursive: true });
  return pages;
}

/** Where a file of the repository is on the site. */
export function placeOf(path) {
  if (path.startsWith('docs/')) return path.slice('docs/'.length);
  if (path === 'docs') return 'index.md';
  if (PICTURES.includes(extname(path))) return join('project', path);
  if (/^[A-Z-]+\.md$/.test(path)) return join('project', path.toLowerCase());
  return join('project', 'files', path.endsWith('.md') ? path : `${path}.md`);
}

/** A file as a page: Markdown as it is, a folder as its list, and code in a block of its own. */
function pageOf(path) {
  if (statSync(path).isDirectory()) {
    const entries = readdirSync(path, { withFileTypes: true }).filter((one) => one.isFile());
    const base = path.split('/').at(-1);
    const list = entries.map(({ name }) => `- [${name}](${base}/${name})`).join('\n');
    // As if it stood beside the folder, where its page is.
    return { path, text: `# ${path}\n\n${list}\n` };
  }
  const text = readFileSync(path, 'utf8');
  if (path === 'docs/index.md') return { path, text: withHero(text) };
  if (path === 'THIRD-PARTY-LICENSES.md')
    return { path, text: `---\nsearch: false\n---\n\n${text}` };
  if (path.endsWith('.md')) return { path, text };
  const extension = extname(path);
  const language = LANGUAGES[extension] ?? extension.slice(1);
  return { path, text: `# ${path}\n\n\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\n` };
}

/** The first page: its heading and first sentence are shown large. */
function withHero(text) {
  const [, heading, sentence, rest] = /^# (.*)\n\n([\s\S]*?)\n\n([\s\S]*)$/.exec(text);
  const actions = [
    ['brand', 'Getting started', '/guide/getting-started'],
    ['alt', 'Which option do I need', '/guide/which-option'],
    ['alt', 'Troubleshooting', '/guide/troubleshooting'],
  ].map(([theme, name, link]) => `    - { theme: ${theme}, text: ${name}, link: ${link} }`);
  const tagline = JSON.stringify(sentence.replaceAll('\n', ' '));
  const hero = ['hero:', `  name: ${heading}`, `  tagline: ${tagline}`, '  actions:', ...actions];
  return `---\nlayout: home\n${hero.join('\n')}\n---\n\n${rest}`;
}

function write(place, text) {
  const file = join(CONTENT, place);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
