/** Prints how many milliseconds it takes to load a module, by `import` or by `require`. */
import { createRequire } from 'node:module';

const [way, module] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const startMs = performance.now();
if (way === 'import') await import(module);
else require(module);
process.stdout.write(String(performance.now() - startMs));
