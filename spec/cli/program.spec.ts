import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../lib/message/version.js';
import { aProject, filesIn } from './migrate/a-project.js';
import { waybill } from './waybill.js';

const IMPORT = "import { Analytics } from '@segment/analytics-node';\n";

describe('waybill', () => {
  it.each(['--version', '-V'])('prints its version for %s', async (word) => {
    expect(await waybill(word)).toMatchObject({
      exitCode: 0,
      out: `${VERSION}\n`,
      complaints: '',
    });
  });

  it.each([
    [['--help'], /Usage: waybill[\s\S]*migrate/],
    [['-h'], /Usage: waybill/],
    [['dev', '--help'], /--port[\s\S]*8765[\s\S]*--source[\s\S]*Exit codes: 0 [\s\S]*2/],
    [['migrate', '--help'], /\[folder\][\s\S]*--write[\s\S]*--json[\s\S]*Exit codes: 0 [\s\S]*2/],
  ])('prints help for %s', async (words, text) => {
    const { exitCode, out, complaints } = await waybill(...words);
    expect(exitCode).toBe(0);
    expect(out).toMatch(text);
    expect(complaints).toBe('');
  });

  it.each([
    [[], /Usage: waybill/],
    [['migrat'], /unknown command 'migrat'[\s\S]*migrate/],
    [['--versio'], /unknown option '--versio'[\s\S]*--version/],
    [['migrate', '--wite'], /unknown option '--wite'[\s\S]*--write/],
    [['migrate', '--write=yes'], /--write/],
    [['migrate', 'lib', 'spec'], /too many arguments/],
    [['migrate', 'no-such-folder'], /no folder no-such-folder\. Name the one/],
    [['dev', '--prot', '1'], /unknown option '--prot'[\s\S]*--port/],
    [['dev', '--port', 'x'], /--port must be a whole number from 0 to 65535; found x\./],
    [['dev', 'here'], /too many arguments/],
    [['migrate', 'package.json'], /package\.json is no folder\. Name the one/],
  ])('complains of %j and exits with 2', async (words, text) => {
    const { exitCode, out, complaints } = await waybill(...words);
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(text);
    expect(out).toBe('');
  });
});

describe('waybill migrate', () => {
  it('exits with 0 where nothing is found, and says so', async () => {
    const { exitCode, out } = await waybill('migrate', aProject({ 'a.js': 'import "b";' }));
    expect(exitCode).toBe(0);
    expect(out).toBe('1 file looked at: nothing to do.\n\nNext: nothing is left to do.\n');
  });

  it('says so where there is no file to look at', async () => {
    const { exitCode, out } = await waybill('migrate', aProject({ 'a.txt': IMPORT }));
    expect(exitCode).toBe(0);
    expect(out).toContain('No file was looked at');
  });

  it('exits with 1 where something can be rewritten, and with 0 once it is', async () => {
    const folder = aProject({ 'a.js': IMPORT });

    const listed = await waybill('migrate', folder);
    expect(listed.exitCode).toBe(1);
    expect(listed.out).toContain(`npx waybill migrate --write ${folder} rewrites`);
    expect(filesIn(folder)['a.js']?.toString()).toBe(IMPORT);

    const written = await waybill('migrate', '--write', folder);
    expect(written.exitCode).toBe(0);
    expect(written.out).toContain('done    import of @segment/analytics-node');
    expect(written.out).toContain('Run npm install');

    expect((await waybill('migrate', folder)).exitCode).toBe(0);
  });

  it('exits with 1 where somebody has to look, after --write too', async () => {
    const folder = aProject({ 'a.js': `${IMPORT}new Analytics({ writeKey, flushAt: 0 });` });
    expect((await waybill('migrate', folder, '--write')).exitCode).toBe(1);
    expect((await waybill('migrate', folder, '--write')).exitCode).toBe(1);
  });

  it('exits with 0 where there are notes alone', async () => {
    const folder = aProject({ 'a.js': `${IMPORT}new Analytics({ writeKey });` });
    const { exitCode, out } = await waybill('migrate', folder, '--write');
    expect(exitCode).toBe(0);
    expect(out).toContain('1 note; 1 of them rewritten.');
  });

  it('lists findings by file, with their places, reasons and what to do', async () => {
    const folder = aProject({
      'src/a.js': `${IMPORT}const client = new Analytics({ writeKey, flushAt: 0 });\n`,
      'b.js': IMPORT,
    });
    expect((await waybill('migrate', folder)).out).toBe(`b.js
  1:27  change  import of @segment/analytics-node
                Waybill has the same exports under the same names.
                Import 'waybill'.

src/a.js
  1:27  change  import of @segment/analytics-node
                Waybill has the same exports under the same names.
                Import 'waybill'.
  2:42  manual  the value of the option flushAt
                Waybill checks options, and its constructor throws for this value.
                flushAt must be a whole number from 1 to 100000; found the number 0.

2 files looked at, 3 findings in 2 files: 2 to change, 1 to change by hand, 0 to check, 0 notes.

Next:
  - npx waybill migrate --write ${folder} rewrites what is marked "change".
  - Change by hand what is marked "manual".
`);
  });

  it('prints one JSON document', async () => {
    const folder = aProject({ 'src/a.js': IMPORT, 'b.js': '' });
    const { exitCode, out, complaints } = await waybill('migrate', folder, '--json');
    expect([exitCode, complaints]).toEqual([1, '']);
    expect(JSON.parse(out)).toEqual({
      version: VERSION,
      folder,
      mode: 'list',
      summary: {
        files: 2,
        filesWithFindings: 1,
        filesRewritten: 0,
        findings: 1,
        severities: { change: 1, manual: 0, check: 0, note: 0 },
        rewritten: 0,
        left: 1,
      },
      findings: [
        {
          file: 'src/a.js',
          line: 1,
          column: 27,
          severity: 'change',
          code: 'import',
          client: '@segment/analytics-node',
          found: 'import of @segment/analytics-node',
          reason: 'Waybill has the same exports under the same names.',
          todo: "Import 'waybill'.",
          rewritten: false,
        },
      ],
    });
  });

  it('says how far it is, and clears that line', async () => {
    const { progress } = await waybill('migrate', aProject({ 'a.js': '', 'b.js': '' }));
    expect(progress).toEqual(['0 of 2 files', '1 of 2 files', '2 of 2 files', '']);
  });

  it('never prints what an option is set to', async () => {
    const code = `${IMPORT}new Analytics({ writeKey: 'a-secret-key\\n', nothing: 'a-secret-key', host: 'a-secret-key' });`;
    const folder = aProject({ 'a.js': code });
    for (const format of [[], ['--json']]) {
      const { out } = await waybill('migrate', folder, ...format);
      expect(out).toContain('nothing');
      expect(out).not.toContain('a-secret-key');
    }
  });
});
