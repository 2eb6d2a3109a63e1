import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aProject } from '../migrate/a-project.js';
import { waybill } from '../waybill.js';

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
/** On a server it has to be there: .ci/run installs it. */
const onlyWith = (shell: string): typeof it | typeof it.skip =>
  has(shell) || process.env['CI'] ? it : it.skip;

/** The script of a shell, in a folder with a few files. */
async function aFolderWith(shell: string): Promise<string> {
  const { exitCode, out } = await waybill('completion', shell);
  expect(exitCode).toBe(0);
  const folder = aProject({ 'plan one.yaml': '', 'plan.yaml': '', 'other.txt': '' });
  writeFileSync(join(folder, 'script'), out);
  return folder;
}

/** Where it is installed. */
const FISH: string = 'fish';
const RUN_BASH = `source ./script
complete -p waybill > /dev/null || exit 1
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_waybill
printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What bash offers for the last of these words. */
function offered(folder: string, words: readonly string[]): readonly string[] {
  const args = ['--norc', '-c', RUN_BASH, 'bash', 'waybill', ...words];
  const out = execFileSync('bash', args, { cwd: folder, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

const CASES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['se'], ['send']],
  [['plan', 'in'], ['infer']],
  [['send', 'tr'], ['track']],
  [['send', 'track', '--ev'], ['--event']],
  [['send', 'track', '--user-id', '1', '--ev'], ['--event']],
  [['send', 'group', '--ev'], []],
  // The value of an option is no command, and can't be guessed.
  [['send', 'track', '--event', 'tr'], []],
  [['tail', '--type', 'pa'], ['page']],
  [['tail', '--type', 'page', '--qu'], ['--quiet']],
  [
    ['plan', 'check', 'plan'],
    ['plan one.yaml', 'plan.yaml'],
  ],
  [['send', 'track', '--plan', 'plan.'], ['plan.yaml']],
  [['plan', 'check', '--str'], ['--strict']],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['help', 'doc'], ['doctor']],
  [['nothing', 'x'], []],
];

describe('the completion of bash', () => {
  onlyWith('bash').each(CASES)('of %j offers %j', async (words, expected) => {
    const folder = await aFolderWith('bash');
    expect([...offered(folder, words)].sort()).toEqual([...expected].sort());
  });

  onlyWith('bash')('has every command', async () => {
    const folder = await aFolderWith('bash');
    const { out } = await waybill('--help');
    const [, list = ''] = out.split('\nCommands:\n');
    const commands = list.split('\n\n')[0]?.match(/(?<=^ {2})[a-z]+/gm) ?? [];
    expect(commands.length).toBeGreaterThan(5);
    expect([...offered(folder, [''])].sort()).toEqual([...commands].sort());
  });
});

describe('the completion of other shells', () => {
  onlyWith(FISH).each(CASES)('of fish of %j offers %j', async (words, expected) => {
    const folder = await aFolderWith(FISH);
    const line = `waybill ${words.join(' ')}`;
    const run = `source ./script; complete -C ${JSON.stringify(line)}`;
    const out = execFileSync(FISH, ['--no-config', '-c', run], { cwd: folder, encoding: 'utf8' });
    const names = out.split('\n').map((one) => one.split('\t')[0]?.replace('\\ ', ' '));
    expect(names.filter((name) => name !== '').sort()).toEqual([...expected].sort());
  });

  onlyWith('zsh')('is one that zsh can read', async () => {
    const folder = await aFolderWith('zsh');
    expect(spawnSync('zsh', ['-n', 'script'], { cwd: folder }).status).toBe(0);
  });

  it.each(['zsh', 'fish'])('has commands and options with descriptions: %s', async (shell) => {
    const { out } = await waybill('completion', shell);
    expect(out).toMatch(/verify.*compare messages that were sent with a plan/);
    expect(out).toMatch(/user-id.*the id of the user/);
  });

  it('says which shells there are', async () => {
    const { exitCode, complaints } = await waybill('completion', 'tcsh');
    expect(exitCode).toBe(2);
    expect(complaints).toContain('Allowed choices are bash, zsh, fish.');
  });
});
