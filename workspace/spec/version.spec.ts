import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { VERSION } from '../lib/version.js';

it('the version that the workspace tells is that of its package', () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

  expect(JSON.parse(manifest)).toMatchObject({ version: VERSION });
});
