/** Reads a module of the page by its path, such as `view/page.js`. */
export type ReadModule = (path: string) => Promise<string>;

const IMPORT = /^import (?:\{([^}]*)\} from )?'(\.[^']+)';$/gm;
const EXPORT = /^export (?=(?:async function|function|class|const) (\w+))/gm;
/** How what was minified ends. */
const EXPORT_LIST = /\bexport ?\{([^}]*)\};?\s*$/;
const OTHER_FORM = /^(?:import|export)\b.*/m;

/**
 * Makes one script of a module and of all that it imports, so that a browser asks for one file and not for sixty. Each module
 * becomes a function that is run once, after those it imports; names of one are unknown to the others, as before. That takes
 * modules that import and export by name, one way to write each, and not in a circle. @throws Error for others
 */
export async function joinModules(entry: string, read: ReadModule): Promise<string> {
  const script = new Script(read);
  await script.add(entry, []);
  return script.text;
}

class Script {
  readonly #read: ReadModule;
  readonly #added = new Set<string>();
  text = '';

  constructor(read: ReadModule) {
    this.#read = read;
  }

  async add(path: string, importers: readonly string[]): Promise<void> {
    if (importers.includes(path)) {
      throw new Error(`Modules import each other in a circle: ${[...importers, path].join(', ')}.`);
    }
    if (this.#added.has(path)) return;
    this.#added.add(path);
    const source = await this.#read(path);
    for (const [, , from = ''] of source.matchAll(IMPORT)) {
      await this.add(resolve(path, from), [...importers, path]);
    }
    this.text += `// ${path}\nconst ${variableOf(path)} = (() => {\n${bodyOf(path, source)}})();\n`;
  }
}

function bodyOf(path: string, source: string): string {
  const [list, listed = ''] = EXPORT_LIST.exec(source) ?? [];
  const names = [...source.matchAll(EXPORT)].map(([, name = '']) => name);
  const body = (list === undefined ? source : source.slice(0, -list.length))
    .replace(EXPORT, '')
    .replace(IMPORT, (_, imported: string | undefined, from: string) =>
      imported === undefined
        ? ''
        : `const {${imported.replaceAll(' as ', ': ')}} = ${variableOf(resolve(path, from))};`,
    );
  const [other] = OTHER_FORM.exec(body) ?? [];
  if (other !== undefined) throw new Error(`${path} has a form that can't be joined: ${other}`);
  const exported = [...names, ...listed.split(',').filter(Boolean).map(propertyOf)];
  return `${body}\nreturn { ${exported.join(', ')} };\n`;
}

/** `a as b` is the variable a under the name b. */
function propertyOf(listed: string): string {
  const [variable = '', name = variable] = listed.split(' as ');
  return `${name}: ${variable}`;
}

function resolve(importer: string, from: string): string {
  return new URL(from, `http://page/${importer}`).pathname.slice(1);
}

function variableOf(path: string): string {
  return `$${path.replace(/\W/g, '_')}`;
}
