import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path/posix';
import { promisify } from 'node:util';

/** A page of the documentation, by its path from the root. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** A block of code, as a program of its own. */
export interface Example {
  /** `README.md:12`: where its code begins. */
  readonly place: string;
  readonly code: string;
  /** Marked `ts run`: the specs run it. */
  readonly isRun: boolean;
}

const execute = promisify(execFile);
const FENCE = /^```ts( run)?\n([\s\S]*?)^```$/gm;
const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023', 'esnext.disposable'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  // As examples of Nest need it, and since Hono's own types need those of a browser.
  experimentalDecorators: true,
  skipLibCheck: true,
  noEmitOnError: true,
  rootDir: '.',
  outDir: 'out',
};

/** README, what stands beside it, and everything under docs/. */
export function pages(): readonly Page[] {
  const beside = readdirSync('.').filter((name) => name.endsWith('.md'));
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name));
  return [...beside, ...docs].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** A page of the reference, by its name. */
export function reference(name: string): string {
  return readFileSync(`docs/reference/${name}.md`, 'utf8');
}

/** The `ts` blocks of a page. */
export function examplesOf({ path, text }: Page): readonly Example[] {
  return [...text.matchAll(FENCE)].map((match) => ({
    place: `${path}:${text.slice(0, match.index).split('\n').length + 1}`,
    code: match[2] ?? '',
    isRun: match[1] !== undefined,
  }));
}

/**
 * Examples as programs in a folder inside of the project, so that they find `waybill` by its own name, as users do. An
 * example that makes no client is about a client that is there.
 */
export class Programs {
  readonly #folder: string;
  readonly #examples: readonly Example[];

  /** `host` is where the clients of examples that are run send to. */
  constructor(examples: readonly Example[], { name, host }: { name: string; host: string }) {
    this.#folder = resolve('.waybill', name);
    this.#examples = examples;
    this.dispose();
    mkdirSync(this.#folder, { recursive: true });
    for (const example of examples) {
      const code = withClient(example.isRun ? withHost(example.code, host) : example.code);
      writeFileSync(join(this.#folder, `${fileName(example)}.ts`), code);
    }
    const config = { compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] };
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify(config));
  }

  /** What the compiler has to say about all of them, by their places; nothing, if all is well. */
  compile(): readonly string[] {
    const tsc = resolve('node_modules/.bin/tsc');
    const { stdout, stderr, error } = spawnSync(tsc, ['-p', this.#folder, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    if (error !== undefined) throw error;
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
    return complaints.map((line) => {
      const example = this.#examples.find((one) => line.includes(`${fileName(one)}.ts`));
      return example === undefined ? line : `${example.place}: ${line}`;
    });
  }

  /** Runs one that was compiled, and gives what it prints. It fails where the program fails. */
  async run(example: Example): Promise<string> {
    const file = join(this.#folder, 'out', `${fileName(example)}.js`);
    const { stdout, stderr } = await execute(process.execPath, [file]);
    if (stderr !== '') throw new Error(`${example.place} complains: ${stderr}`);
    return stdout;
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The relative links of a page that lead nowhere. */
export function deadLinks({ path, text }: Page): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : normalize(join(dirname(path), file));
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
  });
}

/** The rows of a page's tables, cell by cell, without the lines that only rule. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** What stands in backticks. */
export function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

/** The files that git knows or would know, with their text. */
export function projectFiles(): readonly Page[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path !== '' && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** What GitHub calls the headings of a page in links. */
export function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withClient(code: string): string {
  const imports = code.includes("from 'waybill'")
    ? ''
    : "import type { Analytics } from 'waybill'; ";
  const isTaken =
    /\banalytics =|^import \{ analytics \}|^const \{[^}]*\banalytics\b[^}]*\} =/m.test(code);
  const client = /\banalytics\b/.test(code) && !isTaken;
  return client ? `${imports}declare const analytics: Analytics; ${code}` : `${code}\nexport {};`;
}

function withHost(code: string, host: string): string {
  return code.replaceAll("writeKey: 'my-write-key'", `writeKey: 'my-write-key', host: '${host}'`);
}

function fileName({ place }: Example): string {
  return place.replace(/[^A-Za-z0-9]+/g, '-');
}
