import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The one of this project: the package is installed without it. */
const HONO = fileURLToPath(import.meta.resolve('hono'));

/**
 * One file of a program and the package, as the tools of edge runtimes make one. `own` are the modules that the runtime itself
 * has: no other may be imported. Gives the code, and the files that went into it.
 */
export async function bundle(input, { conditions, own }) {
  // The build brings it.
  const fromBuild = createRequire(import.meta.resolve('tsdown'));
  const { rolldown } = await import(pathToFileURL(fromBuild.resolve('rolldown')).href);
  const made = await rolldown({
    input,
    platform: 'browser',
    external: own,
    resolve: { conditionNames: [...conditions, 'import', 'default'], alias: { hono: HONO } },
  });
  const { output } = await made.generate({ format: 'esm', codeSplitting: false });
  const [{ code, imports, dynamicImports, moduleIds }] = output;
  const others = [...imports, ...dynamicImports].filter((name) => !own?.test(name));
  if (others.length > 0) throw new Error(`the program imports ${others.join(', ')}`);
  return { code, files: moduleIds };
}
