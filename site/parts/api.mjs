import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The sources of the public entry points, by their names: what `exports` of package.json offers, the client's file once. */
export function entryPoints() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const names = Object.keys(exports)
    .map((path) => path.replace(/^\.\/?/, ''))
    .filter((name) => name !== 'workers' && name !== 'package.json');
  return Object.fromEntries(names.map((name) => [name === '' ? 'waybill' : name, sourceOf(name)]));
}

/** Writes the API reference as pages into `site/content/api`. */
export async function writeApi() {
  const { Application } = await import('typedoc');
  const app = await Application.bootstrapWithPlugins({
    name: 'API',
    entryPoints: Object.values(entryPoints()),
    tsconfig: 'tsconfig.json',
    plugin: [require.resolve('typedoc-plugin-markdown')],
    outputs: [{ name: 'markdown', path: 'site/content/api' }],
    readme: 'none',
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    disableSources: true,
    // The types are checked by `npm run types`.
    skipErrorChecking: true,
    outputFileStrategy: 'members',
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    sanitizeComments: true,
    parametersFormat: 'table',
    logLevel: 'Warn',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('typedoc could not read the entry points.');
  for (const module of project.children ?? []) module.name = packagePath(module.name);
  await app.generateOutputs(project);
}

/** `integrations/express` is `waybill/express`, and `index` is `waybill`. */
function packagePath(source) {
  const name = source.replace(/^integrations\//, '').replace(/\/?index$/, '');
  return name === '' ? 'waybill' : `waybill/${name}`;
}

function sourceOf(name) {
  const places =
    name === ''
      ? ['lib/index.ts']
      : [`lib/${name}/index.ts`, `lib/${name}.ts`, `lib/integrations/${name}.ts`];
  const found = places.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The source of waybill/${name} is none of ${places}.`);
  return found;
}
