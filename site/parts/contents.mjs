import { readFileSync } from 'node:fs';

/**
 * The order of the site, which is that of `docs/index.md`: a section for each `##`, a group for each `###`, and an entry for each
 * link. An item with several links is a group of its own, under the words before the first.
 *
 * @typedef {{ text: string, path?: string, items?: Item[] }} Item one of `path`, which is from docs/, and `items`
 * @returns {Item[]}
 */
export function contentsOf(text = readFileSync('docs/index.md', 'utf8')) {
  const sections = [];
  let group;
  for (const block of text.split(/\n(?=#{2,3} |- )/)) {
    const [, marks, heading] = /^(#{2,3}) (.*)/.exec(block) ?? [];
    if (marks === '##') {
      group = { text: heading, items: [] };
      sections.push(group);
    } else if (marks === '###') {
      group = { text: heading, items: [] };
      sections.at(-1).items.push(group);
    } else if (block.startsWith('- ')) group.items.push(itemOf(block.slice(2)));
  }
  return sections;
}

/**
 * The pages in the order of the contents, from docs/.
 * @param {readonly Item[]} items
 * @returns {string[]}
 */
export function pathsIn(items) {
  return items.flatMap((item) => (item.items ? pathsIn(item.items) : [item.path]));
}

function itemOf(text) {
  const entries = [...text.matchAll(/\[([^\]]+)\]\(([^)\s#]+)\)/g)].map(([, name, path]) => ({
    text: capitalized(name.replaceAll('`', '').replace(/\s+/g, ' ')),
    path,
  }));
  if (entries.length === 1) return entries[0];
  const [before] = text.split('[');
  return { text: before.trim().replace(/:$/, ''), items: entries };
}

function capitalized(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
