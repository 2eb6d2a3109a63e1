import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

// The package as it would be published: `npm run build` comes first.
interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** The packed file was 1,334,015 bytes when this was written. */
const BUDGET = { packed: 1_400_000, unpacked: 5_000_000, client: 410_000 };
const TOP = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'THIRD-PARTY-LICENSES.md',
  'dist',
  'package.json',
];
/** What else the build makes: parts of the command line and of the integrations, and builds for workers. */
const PARTS = [
  /^cli(?:-[\w-]+)?\.mjs$/,
  /^integration-[\w-]+\.(?:mjs|cjs|d\.mts|d\.cts)$/,
  /^(?:[\w]+-)?workers\.mjs$/,
  /^jose\.(?:mjs|cjs)$/,
  /^testing-[\w-]+\.(?:mjs|cjs|d\.mts|d\.cts)$/,
];
const SECRETS = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*(?:\\n)?[A-Za-z0-9+/=]{40}/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=/,
  'a token of GitHub': /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  'a key of AWS': /\bAKIA[A-Z0-9]{16}\b/,
  'a place of one machine':
    /["'`(= ]\/(?:home|root|Users)\/\w|["'`(= ]\/(?:tmp|work)\/[\w.-]+\/lib\//,
};

function packedBy(...options: readonly string[]): Packed {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', ...options];
  const printed = execFileSync('npm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(printed) as readonly [Packed])[0];
}

const topOf = (paths: readonly string[]): readonly (string | undefined)[] =>
  [...new Set(paths.map((path) => path.split('/')[0]))].sort();

const packed = packedBy();
const paths = packed.files.map(({ path }) => path);

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};

describe('what is published', () => {
  it('has these things at its top, and no other', () => {
    expect(topOf(paths)).toEqual(TOP);
  });

  it('has the files of every entry point, and the parts that they are made of', () => {
    const offered = new Set(
      (JSON.stringify(exports).match(/\.\/dist\/[\w.-]+/g) ?? []).map((path) => path.slice(2)),
    );
    expect([...offered].filter((path) => !paths.includes(path))).toEqual([]);
    const others = paths.filter((path) => path.startsWith('dist/') && !offered.has(path));
    const unknown = others.filter(
      (path) => !PARTS.some((part) => part.test(path.slice('dist/'.length))),
    );
    expect(unknown).toEqual([]);
  });

  it('has no specs, no sources and no maps', () => {
    const strays = paths.filter(
      (path) =>
        // The builders of calls are an entry point.
        !/^dist\/testing-fixtures\./.test(path) &&
        (/(?:^|[/.-])(?:specs?|tests?|fixtures?)(?:[/.-]|$)|\.map$|\.env|\.npmrc/.test(path) ||
          /(?<!\.d)\.[cm]?tsx?$/.test(path)),
    );
    expect(strays).toEqual([]);
  });

  it.each(Object.entries(SECRETS))('has nothing that looks like %s', (_, pattern) => {
    const found = paths.filter((path) => pattern.test(readFileSync(path, 'utf8')));
    expect(found).toEqual([]);
  });

  it('would be found out with a secret', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(2)}`;
    expect(key).toMatch(SECRETS['a private key']);
    expect(`npm_${'a1'.repeat(18)}`).toMatch(SECRETS['a token of npm']);
    expect("import '/home/ada/waybill'").toMatch(SECRETS['a place of one machine']);
  });

  it('stays within its budget of bytes', () => {
    expect(packed.size).toBeLessThan(BUDGET.packed);
    expect(packed.unpackedSize).toBeLessThan(BUDGET.unpacked);
    const clients = packed.files.filter(({ path }) => /^dist\/index\.[cm]js$/.test(path));
    expect(clients.map(({ path }) => path).sort()).toEqual(['dist/index.cjs', 'dist/index.mjs']);
    for (const { size } of clients) expect(size).toBeLessThan(BUDGET.client);
  });

  it('has a budget with little room, which is to be lowered where the package got smaller', () => {
    expect(packed.size).toBeGreaterThan(BUDGET.packed * 0.75);
    expect(packed.unpackedSize).toBeGreaterThan(BUDGET.unpacked * 0.75);
  });
});

describe('what is published of @waybill/workspace', () => {
  const workspace = packedBy('--workspace', '@waybill/workspace');

  it('has these things at its top, and no other', () => {
    const top = ['LICENSE', 'README.md', 'dist', 'package.json', 'page'];
    expect(topOf(workspace.files.map(({ path }) => path))).toEqual(top);
  });

  it('stays within its budget of bytes', () => {
    // 131 kB and 465 kB when this was written.
    expect(workspace.size).toBeLessThan(150_000);
    expect(workspace.unpackedSize).toBeLessThan(520_000);
  });
});
