import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faultsOf } from './changelog-form.js';

const text = readFileSync('CHANGELOG.md', 'utf8');

describe('CHANGELOG.md', () => {
  it('has the form of Keep a Changelog', () => {
    expect(faultsOf(text)).toEqual([]);
  });

  it('has the version of the package, or has it still to come', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(text).toMatch(new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - `, 'm'));
  });

  const valid =
    '# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [1.0.0] - 2026-01-31\n\n### Fixed\n\n- It.\n';
  it.each([
    { what: 'nothing', change: (one: string) => one, faults: [] },
    {
      what: 'no Unreleased',
      change: (one: string) => one.replace('## [Unreleased]\n\n### Added\n\n- A thing.\n\n', ''),
      faults: ['the first section is "## [1.0.0] - 2026-01-31", not "## [Unreleased]"'],
    },
    {
      what: 'a version without a day',
      change: (one: string) => one.replace(' - 2026-01-31', ''),
      faults: ['"## [1.0.0]" is no version with its day'],
    },
    {
      what: 'a day that is none',
      change: (one: string) => one.replace('2026-01-31', '2026-02-30'),
      faults: ['"## [1.0.0] - 2026-02-30" is no version with its day'],
    },
    {
      what: 'a kind of its own',
      change: (one: string) => one.replace('### Fixed', '### Improved'),
      faults: ['[1.0.0] has "Improved"'],
    },
    {
      what: 'kinds out of order',
      change: (one: string) => one.replace('### Added', '### Security\n\n- One.\n\n### Added'),
      faults: ['[Unreleased] has its kinds in another order than Added, Security'],
    },
    {
      what: 'an empty kind',
      change: (one: string) => one.replace('- It.\n', ''),
      faults: ['[1.0.0] has nothing under "Fixed"'],
    },
    {
      what: 'versions that go up',
      change: (one: string) => `${one}\n## [1.1.0] - 2026-01-01\n\n### Fixed\n\n- It.\n`,
      faults: ['[1.1.0] stands under [1.0.0]'],
    },
  ])('would be found out with $what', ({ change, faults }) => {
    expect(faultsOf(change(valid))).toEqual(faults);
  });
});
