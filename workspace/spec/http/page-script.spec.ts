import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { joinModules } from '../../lib/http/page-script.js';

/** What the modules tell when they run as one script. */
async function toldBy(modules: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const script = await joinModules('app.js', async (path) => modules[path] ?? '');
  runInNewContext(`'use strict';\n${script}`, { tell: (value: unknown) => told.push(value) });
  return told;
}

describe('modules that became one script', () => {
  it('have what they import, by whatever name, and names of their own', async () => {
    const modules = {
      'app.js': [
        "import { add, Total as Sum } from './model/sum.js';",
        "import {\n  NAME,\n  later,\n} from './live/name.js';",
        'const secret = 3;',
        'tell([add(1, 2), new Sum().value, NAME, secret]);',
        'void later();',
      ].join('\n'),
      'model/sum.js':
        'const secret = 40;\nexport function add(a, b) { return a + b; }\nexport class Total { value = secret; }\n',
      'live/name.js':
        "import { add } from '../model/sum.js';\nexport const NAME = add(1, 1);\nexport async function later() { tell('later'); }\n",
    };

    expect(await toldBy(modules)).toEqual([[3, 40, 2, 3], 'later']);
  });

  it('run once each, after those they import', async () => {
    const modules = {
      'app.js': "import './b.js';\nimport './a.js';\ntell('app');\n",
      'a.js': "tell('a');\n",
      'b.js': "import './a.js';\ntell('b');\n",
    };

    expect(await toldBy(modules)).toEqual(['a', 'b', 'app']);
  });

  it('may be minified ones, with a list of exports at their end', async () => {
    const modules = {
      'app.js': "import { html, h } from './vendor/small.js';\ntell([html, h]);\n",
      'vendor/small.js': 'var a=1,e=2;export{a as html,e as h};\n',
    };

    expect(await toldBy(modules)).toEqual([[1, 2]]);
  });

  it.each([
    ["import * as all from './a.js';"],
    ["import one from './a.js';"],
    ["import { one } from 'elsewhere';"],
    ['export default 1;'],
    ["export * from './a.js';"],
    ['export let changing = 1;'],
  ])('are refused with a form that would mean something else: %s', async (form) => {
    await expect(toldBy({ 'app.js': form })).rejects.toThrow(
      "app.js has a form that can't be joined",
    );
  });

  it('are refused where they import each other in a circle', async () => {
    const modules = { 'app.js': "import './a.js';\n", 'a.js': "import './app.js';\n" };

    await expect(toldBy(modules)).rejects.toThrow('in a circle: app.js, a.js, app.js');
  });
});
