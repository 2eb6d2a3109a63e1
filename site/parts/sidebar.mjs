import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { contentsOf } from './contents.mjs';
import { PROJECT_PAGES, placeOf } from './stage.mjs';

const API = 'site/content/api';
/** Those whose names are listed; of the others there are so many that the module's own page has to do. */
const LISTED = { classes: 'Classes', functions: 'Functions' };
const LINKED = { interfaces: 'Interfaces', 'type-aliases': 'Type Aliases', variables: 'Variables' };

/** What stands beside a page, by the folder of the page: the contents of `docs/index.md`, or the exports of the entry points. */
export function sidebar() {
  const sections = contentsOf().map(({ text, items }) => ({ text, items: items.map(entryOf) }));
  const project = Object.entries(PROJECT_PAGES).map(([path, text]) => ({
    text,
    link: linkTo(placeOf(path)),
  }));
  const everyExport = { text: 'Every export', link: '/api/' };
  return {
    '/': [...sections, { text: 'API', items: [everyExport] }, { text: 'Project', items: project }],
    '/api/': [{ text: 'API', items: [everyExport, ...apiModules()] }],
  };
}

function entryOf(item) {
  if (item.items !== undefined) {
    const collapsed = item.text === 'Decisions' ? { collapsed: true } : {};
    return { text: item.text, ...collapsed, items: item.items.map(entryOf) };
  }
  const entry = { text: item.text, link: linkTo(item.path) };
  return item.path.endsWith('/index.md') ? { ...entry, items: pagesBeside(item.path) } : entry;
}

/** The other pages of a folder, under the one that lists them. */
function pagesBeside(index) {
  const folder = dirname(index);
  return readdirSync(join('docs', folder))
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .map((name) => {
      const [, text = name] =
        /^# (.*)/.exec(readFileSync(join('docs', folder, name), 'utf8')) ?? [];
      return { text: text.replaceAll('`', ''), link: linkTo(join(folder, name)) };
    });
}

/** `waybill` and what stands beside it, each with its exports by kind. */
function apiModules() {
  const beside = foldersIn(`${API}/waybill`).filter(
    (name) => LISTED[name] === undefined && LINKED[name] === undefined,
  );
  return ['waybill', ...beside.map((name) => `waybill/${name}`)].map((name) => {
    const isThere = ([folder]) => existsSync(join(API, name, folder));
    const listed = Object.entries(LISTED)
      .filter(isThere)
      .map(([folder, text]) => ({
        text,
        items: exportsIn(join(name, folder)),
      }));
    const linked = Object.entries(LINKED)
      .filter(isThere)
      .map(([, text]) => ({
        text,
        link: `/api/${name}/#${text.toLowerCase().replaceAll(' ', '-')}`,
      }));
    return { text: name, link: `/api/${name}/`, collapsed: true, items: [...listed, ...linked] };
  });
}

function exportsIn(folder) {
  return readdirSync(join(API, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort((a, b) => a.localeCompare(b))
    .map((text) => ({ text, link: `/api/${folder}/${text}` }));
}

function foldersIn(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function linkTo(place) {
  return `/${place.replace(/(?:index)?\.md$/, '')}`;
}
