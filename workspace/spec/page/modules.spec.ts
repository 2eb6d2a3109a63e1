import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorkspace } from '../../lib/start.js';
import type { Workspace } from '../../lib/workspace.js';

const PAGE = new URL('../../page/', import.meta.url);

const FILES = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);

function textOf(path: string): string {
  return readFileSync(new URL(path, PAGE), 'utf8');
}

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace();
});

afterAll(() => workspace.close());

async function served(path: string): Promise<string> {
  return (await fetch(`${workspace.url}${path}`)).text();
}

describe('the files of the page', () => {
  it('are all in its script', async () => {
    const script = await served('/page/app.js');

    const joined = [...script.matchAll(/^\/\/ (\S+\.js)$/gm)].map(([, path]) => path);
    const modules = FILES.filter((path) => path.endsWith('.js'));
    expect(joined.sort()).toEqual([...modules, 'vendor/preact.js'].sort());
  });

  it('are all in its style', async () => {
    const style = await served('/page/style.css');

    for (const path of FILES.filter((one) => /^style\/.*\.css$/.test(one))) {
      expect(style).toContain(textOf(path));
    }
    expect(style).not.toContain('@import');
  });

  it('have no script and no style inside the HTML, which its policy forbids', () => {
    expect(textOf('index.html')).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('load nothing from elsewhere, and put no text in as HTML', () => {
    for (const path of FILES.filter((one) => /\.(?:js|html)$/.test(one))) {
      const text = textOf(path);
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/i);
      expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
    }
  });
});
