import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { type SourceFile, violations } from './support/architecture.js';
import { HOMES, ROOMS, WORKSPACE_ROOMS } from './support/rooms.js';

function sourcesIn(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

function aFile(path: string, text = ''): SourceFile {
  return { path, text };
}

describe('the source', () => {
  const sources = [...sourcesIn('lib'), ...sourcesIn('workspace/lib')];

  it('is where the specs look for it', () => {
    const paths = sources.map(({ path }) => path);
    const homes = Object.values(HOMES).flat();
    expect(homes.filter((home) => !paths.some((path) => path.startsWith(home)))).toEqual([]);
    const rooms = [
      ...Object.keys(ROOMS).map((room) => `lib/${room}/`),
      ...Object.keys(WORKSPACE_ROOMS).map((room) => `workspace/lib/${room}/`),
    ];
    for (const room of rooms) expect(paths.some((path) => path.startsWith(room))).toBe(true);
  });

  it('keeps the rules of docs/design/layers.md', () => {
    expect(violations(sources)).toEqual([]);
  });
});

describe('the check of the source', () => {
  it.each([
    ['an import from a room above', 'lib/base/json.ts', "import { a } from '../client/scope.js';"],
    ['one of a type', 'lib/message/a.ts', "import type { A } from '../queue/queue.js';"],
    ['one inside of a type', 'lib/queue/a.ts', "type A = import('../client/scope.js').Scope;"],
    ['one on demand', 'lib/delivery/a.ts', "const a = await import('../queue/queue.js');"],
    ['a re-export', 'lib/pipeline/a.ts', "export * from '../delivery/gate.js';"],
    ['an import for its effects', 'lib/base/a.ts', "import '../client/exit.js';"],
    ['a room that the table lacks', 'lib/magic/a.ts', "import { a } from '../base/json.js';"],
    ['an entry point inside', 'lib/client/a.ts', "import { Analytics } from '../index.js';"],
    ['an import without its ending', 'lib/base/a.ts', "import { a } from './json';"],
    ['a file of lib in the workspace', 'workspace/lib/a.ts', "import '../../lib/base/json.js';"],
    [
      'a room of the workspace that imports one above',
      'workspace/lib/store/a.ts',
      "import { a } from '../http/app.js';",
    ],
    ['its start in a room', 'workspace/lib/http/a.ts', "import { a } from '../start.js';"],
    ['a room that its table lacks', 'workspace/lib/magic/a.ts', "import '../base/a.js';"],
    ['a hidden part of waybill', 'workspace/lib/a.ts', "import 'waybill/dist/index.mjs';"],
    ['a third party away from home', 'lib/client/a.ts', "import fetch from 'node-fetch';"],
    ['a third party without a home', 'lib/client/a.ts', "import axios from 'axios';"],
    ['uuid elsewhere', 'lib/message/build.ts', "import { v4 } from 'uuid';"],
    ['process as a module', 'lib/client/options.ts', "import { env } from 'node:process';"],
    ['process elsewhere', 'lib/client/stats.ts', 'const a = process.pid;'],
    ['process by its global', 'lib/client/stats.ts', 'const a = globalThis.process.pid;'],
    ['more of the environment', 'lib/client/settings.ts', "const a = process.env['HOME'];"],
    ['an end of the process', 'lib/client/exit.ts', 'process.exit(1);'],
    ['console', 'lib/base/logger.ts', "console.log('here');"],
    ['console inside of a template', 'lib/base/logger.ts', `const a = \`\${console.log(1)}\`;`],
    [
      'the command line tool in the client',
      'lib/index.ts',
      "export { a } from './cli/program.js';",
    ],
    ['a room that imports the command line tool', 'lib/client/a.ts', "import '../cli/program.js';"],
    ['the parser elsewhere', 'lib/cli/migrate.ts', "import { parse } from '@babel/parser';"],
    ['an end of the process in a command', 'lib/cli/migrate.ts', 'process.exit(1);'],
    ['an exit code in a command', 'lib/cli/program.ts', 'process.exitCode = 1;'],
    ['code in an entry point', 'lib/index.ts', 'export const a = 1;'],
  ])('finds %s', (_what, path, line) => {
    const found = violations([aFile(path, `// A comment.\n${line}\n`)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}:2: .*: `));
    expect(found[0]?.endsWith(line)).toBe(true);
  });

  it.each([
    'lib/client/utils.ts',
    'lib/helpers/a.ts',
    'lib/base/common.ts',
    'lib/message/types.ts',
    'lib/queue/queue-manager.ts',
    'lib/client/index.ts',
    'workspace/lib/views/index.ts',
  ])('finds that %s is no name', (path) => {
    expect(violations([aFile(path)])).toEqual([expect.stringContaining(`${path}:1: `)]);
  });

  it('finds files that import each other in a circle, for types as well', () => {
    const found = violations([
      aFile('lib/base/a.ts', "import { b } from './b.js';"),
      aFile('lib/base/b.ts', "\nimport type {\n  C,\n} from './c.js';"),
      aFile('lib/base/c.ts', "export { a } from './a.js';"),
    ]);
    expect(found).toEqual([
      'lib/base/c.ts:1: files import each other in a circle, lib/base/a.ts -> lib/base/b.ts -> ' +
        "lib/base/c.ts -> lib/base/a.ts: export { a } from './a.js';",
    ]);
  });

  it('finds a file that imports itself', () => {
    expect(violations([aFile('lib/base/a.ts', "import { a } from './a.js';")])).toHaveLength(1);
  });

  it.each([
    ['an import from a room below', 'lib/client/a.ts', "import { a } from '../base/json.js';"],
    ['a third party at home', 'lib/delivery/delivery.ts', "import pRetry from 'p-retry';"],
    ['remeda', 'lib/queue/a.ts', "import { sum } from 'remeda';"],
    ['a room below in the workspace', 'workspace/lib/http/a.ts', "import '../store/store.js';"],
    ['any room in its start', 'workspace/lib/start.ts', "import './http/app.js';"],
    ['waybill in the workspace', 'workspace/lib/a.ts', "import { VERSION } from 'waybill';"],
    ['what a comment says', 'lib/base/a.ts', '/** `console` fits,\n * as does process.env. */'],
    ['what a text says', 'lib/base/a.ts', "const a = 'don\\'t // console process.exit()';"],
    ['a property of that name', 'lib/base/a.ts', 'const a = { process: 1 }.process;'],
    [
      'the one variable',
      'lib/client/settings.ts',
      "const a = typeof process === 'object' && process.env['NODE_ENV'];",
    ],
    ['the one event', 'lib/client/exit.ts', "process.on('beforeExit', a);"],
    ['the process in a command', 'lib/cli/terminal.ts', 'const { stdout } = process;'],
    ['its end in the main file', 'lib/cli/main.ts', 'process.exitCode = 1;'],
    ['a re-export of an entry point', 'lib/index.ts', "export {\n  a,\n} from './base/json.js';"],
  ])('lets %s pass', (_what, path, line) => {
    expect(violations([aFile(path, line)])).toEqual([]);
  });
});
