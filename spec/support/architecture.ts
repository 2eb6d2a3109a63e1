import { dirname, join } from 'node:path/posix';
import { HOMES, ROOMS, WORKSPACE_ROOMS } from './rooms.js';

/** A source file of ours, by its path from the root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const AT_HOME_ANYWHERE = ['remeda'];

/** What may touch the process, and what of it. */
const PROCESS_USES: Readonly<Record<string, RegExp>> = {
  'lib/message/runtime.ts': /process\.versions?\b/,
  'lib/client/settings.ts': /typeof process === 'object' && process\.env\['NODE_ENV'\]/,
  'lib/client/exit.ts': /process\.(?:on|off)\('(?:beforeExit|exit)'/,
  'lib/spool/slot-lock.ts': /process\.(?:pid\b|kill\(pid, 0\))/,
  'lib/import/find-sources.ts': /process\.stdin\b/,
  'lib/integrations/process.ts':
    /process\.(?:prependListener|off|kill|listenerCount|pid|emitWarning)\b|\(process as \{ __signal_exit/,
};
/** The command line tool may use it, and only its main file ends it. */
const CLI = 'lib/cli/';
const CLI_MAIN = 'lib/cli/main.ts';
const ENDS_PROCESS = /process\.(?:exit|exitCode|abort|kill|reallyExit)\b/;
const ENTRY_POINTS = [
  'lib/index.ts',
  'lib/plan/index.ts',
  'lib/testing/index.ts',
  'lib/import/index.ts',
  'lib/vocab/index.ts',
  'workspace/lib/index.ts',
];
/** What the workspace may import of waybill beside the client. */
const OF_WORKSPACE = ['waybill/vocab'];
const NAMELESS = /^(?:utils?|helpers?|common|types?|managers?)$|-(?:utils?|helpers?|managers?)$/;

interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every line of the files that breaks a rule of docs/design/layers.md, as `path:line: rule: source`. */
export function violations(files: readonly SourceFile[]): readonly string[] {
  return [...files.flatMap((file) => violationsOf(file)), ...cycles(files)];
}

function violationsOf(file: SourceFile): readonly string[] {
  return [
    ...nameOf(file),
    ...importsOf(file).flatMap((found) => checkImport(file, found)),
    ...globalsOf(file),
    ...entryPointOf(file),
  ];
}

function nameOf(file: SourceFile): readonly string[] {
  const names = file.path.replace(/\.\w+$/, '').split('/');
  const isNameless = names.some((name) => NAMELESS.test(name));
  const isStray = names.at(-1) === 'index' && !ENTRY_POINTS.includes(file.path);
  return [
    ...(isNameless ? [violation(file, 1, 'a file or folder is named after its subject')] : []),
    ...(isStray ? [violation(file, 1, 'index.ts is for entry points only')] : []),
  ];
}

function entryPointOf(file: SourceFile): readonly string[] {
  if (!ENTRY_POINTS.includes(file.path)) return [];
  const rest = code(file.text).replace(/^export [^;]*? from '';$/gm, (found) => blank(found));
  const line = rest.split('\n').findIndex((text) => text.trim() !== '') + 1;
  return line === 0 ? [] : [violation(file, line, 'an entry point only re-exports')];
}

function checkImport(file: SourceFile, { specifier, line }: Import): readonly string[] {
  const rule = specifier.startsWith('.')
    ? ruleForOwn(file.path, specifier)
    : ruleForOthers(file.path, specifier);
  return rule === undefined ? [] : [violation(file, line, rule)];
}

function ruleForOwn(path: string, specifier: string): string | undefined {
  if (!specifier.endsWith('.js')) return 'an import names its file, with .js';
  const target = resolve(path, specifier);
  if (ENTRY_POINTS.includes(target)) return 'an entry point is not imported from inside';
  if (path.startsWith('workspace/')) {
    if (!target.startsWith('workspace/lib/')) return 'the workspace imports waybill by name';
    const isOfNoRoom = path.split('/').length === 3;
    return isOfNoRoom ? undefined : ruleForRooms(path, target, WORKSPACE_ROOMS);
  }
  if (path === 'lib/index.ts') {
    return target.startsWith(CLI) ? 'the client does not import the command line tool' : undefined;
  }
  return ruleForRooms(path, target, ROOMS);
}

function ruleForRooms(path: string, target: string, rooms: typeof ROOMS): string | undefined {
  const [from, to] = [room(path), room(target)];
  const allowed = rooms[from];
  if (allowed === undefined) return `${from}/ is in no row of the table`;
  return from === to || allowed.includes(to) ? undefined : `${from}/ may not import ${to}/`;
}

function ruleForOthers(path: string, specifier: string): string | undefined {
  if (specifier === 'node:process' || specifier === 'node:console') {
    return `${specifier} is not imported`;
  }
  if (specifier.startsWith('node:')) return undefined;
  if (path.startsWith('workspace/')) {
    const isHidden = specifier.startsWith('waybill/') && !OF_WORKSPACE.includes(specifier);
    return isHidden ? 'only the public entry points of waybill' : undefined;
  }
  if (AT_HOME_ANYWHERE.includes(specifier)) return undefined;
  const homes = HOMES[specifier];
  if (homes === undefined) return `${specifier} has no home in lib/`;
  const isHome = homes.some(
    (home) => path === home || (home.endsWith('/') && path.startsWith(home)),
  );
  return isHome ? undefined : `${specifier} belongs in ${homes.join(', ')}`;
}

function globalsOf(file: SourceFile): readonly string[] {
  return file.path.startsWith(CLI) ? endsOf(file) : usesOf(file);
}

function endsOf(file: SourceFile): readonly string[] {
  if (file.path === CLI_MAIN) return [];
  return code(file.text)
    .split('\n')
    .flatMap((line, index) =>
      ENDS_PROCESS.test(line)
        ? [violation(file, index + 1, `only ${CLI_MAIN} ends the process`)]
        : [],
    );
}

function usesOf(file: SourceFile): readonly string[] {
  const source = file.text.split('\n');
  const isLib = file.path.startsWith('lib/');
  return code(file.text)
    .split('\n')
    .flatMap((line, index) => {
      if (/(?<![.\w])console\b(?!\s*:)/.test(line)) {
        return [violation(file, index + 1, 'console is not used')];
      }
      const isProcess = /(?:(?<![.\w])|globalThis\.)process\b(?!\s*:)/.test(line);
      const isAllowed = PROCESS_USES[file.path]?.test(source[index] ?? '') ?? false;
      if (!isLib || !isProcess || isAllowed) return [];
      return [violation(file, index + 1, 'process is not touched here, or not in this way')];
    });
}

function cycles(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (file: SourceFile, trail: readonly string[]): void => {
    if (finished.has(file.path)) return;
    const path = [...trail, file.path];
    for (const { specifier, line } of importsOf(file)) {
      if (!specifier.startsWith('.')) continue;
      const target = byPath.get(resolve(file.path, specifier));
      if (target === undefined) continue;
      const start = path.indexOf(target.path);
      if (start < 0) visit(target, path);
      else {
        const circle = [...path.slice(start), target.path].join(' -> ');
        found.push(violation(file, line, `files import each other in a circle, ${circle}`));
      }
    }
    finished.add(file.path);
  };
  for (const file of files) visit(file, []);
  return found;
}

/** Static imports, re-exports and imports inside of types or code. */
function importsOf({ text }: SourceFile): readonly Import[] {
  const forms = [
    /^(?:import|export)\b[^;'"]*?\bfrom\s+'([^']+)'/gm,
    /^import\s+'([^']+)'/gm,
    /^(?!\s*(?:\*|\/\/)).*?\b(?:import|require)\(\s*'([^']+)'/gm,
  ];
  return forms.flatMap((form) =>
    [...text.matchAll(form)].map((match) => ({
      specifier: match[1] ?? '',
      line: text.slice(0, match.index + match[0].length).split('\n').length,
    })),
  );
}

function resolve(path: string, specifier: string): string {
  return join(dirname(path), specifier.replace(/\.js$/, '.ts'));
}

function room(path: string): string {
  return path.replace(/^workspace\//, '').split('/')[1] ?? '';
}

/** The text without comments and without what stands in quotes; lines stay where they are. */
function code(text: string): string {
  const token =
    /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  return text.replace(token, (found) => {
    if (found.startsWith('/')) return blank(found);
    return found.startsWith('`') ? found : "''";
  });
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, '');
}

function violation({ path, text }: SourceFile, line: number, rule: string): string {
  return `${path}:${line}: ${rule}: ${text.split('\n')[line - 1]?.trim() ?? ''}`;
}
