import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const PAGE = new URL('../../page/', import.meta.url);

/** What other tabs need, and the first view doesn't wait for. */
const LATER = [
  ...['chart', 'schema'].map((name) => `model/${name}.js`),
  ...['fault-form', 'faults', 'minute-chart', 'overview', 'schema', 'search-field'].map(
    (name) => `view/${name}.js`,
  ),
  ...['user-profile', 'users'].map((name) => `view/${name}.js`),
];

describe('the files of the page', () => {
  const html = readFileSync(new URL('index.html', PAGE), 'utf8');
  const named = [...html.matchAll(/"\/page\/([^"]+)"/g)].map(([, path]) => path);

  it('that the first view needs are named by its HTML: found one by one they would come one after the other', () => {
    const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.(?:js|css|svg)$/.test(path));

    expect([...named, ...LATER].sort()).toEqual([...files, 'vendor/preact.js'].sort());
  });

  it('have no script and no style inside the HTML, which its policy forbids', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('load nothing from elsewhere, and put no text in as HTML', () => {
    const modules = [...named, ...LATER].filter(
      (path) => path?.endsWith('.js') && !path.startsWith('vendor/'),
    );
    const texts = modules.map((path) => readFileSync(new URL(path ?? '', PAGE), 'utf8'));

    for (const text of [html, ...texts]) {
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/i);
      expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
    }
  });
});
