import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly {
    readonly type: string;
    readonly id?: string;
    readonly attributes: { readonly label?: string; readonly value?: string };
  }[];
}

const FOLDER = '.github/ISSUE_TEMPLATE';
const forms = readdirSync(FOLDER).filter((name) => name !== 'config.yml');

describe('the templates of issues', () => {
  it.each(forms)('%s is a form that GitHub takes', (name) => {
    const {
      name: title,
      description,
      body,
    } = load(readFileSync(join(FOLDER, name), 'utf8')) as Form;
    expect([title, description].every((text) => text.length > 10)).toBe(true);
    const fields = body.filter(({ type }) => type !== 'markdown');
    expect(fields.length).toBeGreaterThan(1);
    const ids = fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain(undefined);
    for (const { type, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes.label).toBeTruthy();
    }
  });

  it('asks whoever reports a fault to leave secrets out, and to report vulnerabilities elsewhere', () => {
    const text = readFileSync(join(FOLDER, 'bug.yml'), 'utf8');
    expect(text).toMatch(/Leave out write keys, tokens/);
    expect(text).toMatch(/Report a vulnerability/);
  });
});

describe('the template of pull requests', () => {
  it('names commands that there are', () => {
    const text = readFileSync('.github/PULL_REQUEST_TEMPLATE.md', 'utf8');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object };
    const named = [...text.matchAll(/`npm (?:run )?([\w:]+)/g)].map(([, name]) => name ?? '');
    expect(named).toEqual(expect.arrayContaining(['test', 'api', 'bench']));
    expect(named.filter((name) => !Object.keys(scripts).includes(name))).toEqual([]);
  });
});
