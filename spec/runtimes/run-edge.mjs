import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { EDGE_STEPS, faultsOf } from './expected.mjs';
import { Service } from './service.mjs';

const CONDITIONS = ['edge-light', 'worker', 'browser'];
/** For what is sent after an answer. */
const LONGEST_WAIT_MS = 10_000;

/** Runs the scenario in the runtime of Vercel's edge functions and of middleware of Next.js, as it is run on one's computer. */
export async function runEdge({ project, keys }) {
  const service = new Service(keys.publicKey);
  const url = await service.listen();
  const failures = [];
  try {
    const input = { url, privateKey: keys.privateKey, hasAmbient: true };
    const vm = await startEdge(join(project, 'edge.mjs'), input);
    const steps = await ask(vm, 'scenario');
    failures.push(
      ...steps.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`])),
    );
    for (const route of ['wait-until', 'hono', 'next']) {
      await ask(vm, route);
      await service.arrived(route, 1, AbortSignal.timeout(LONGEST_WAIT_MS));
    }
    failures.push(...faultsOf(service.accepted, EDGE_STEPS, 'vercel-edge'));
  } catch (error) {
    failures.push(`it ended badly: ${error.message}`);
  } finally {
    await service.close();
  }
  return { events: service.accepted.length, failures };
}

async function startEdge(file, input) {
  const { EdgeVM } = await import('@edge-runtime/vm');
  const { code } = await bundle(file, { conditions: CONDITIONS });
  const extend = (context) => {
    // As Next.js and Vercel have it.
    Object.assign(context, { AsyncLocalStorage, SCENARIO: JSON.stringify(input) });
    return context;
  };
  // In a function, as the tools for it do: it is run as a script, whose variables would be those of everybody.
  return new EdgeVM({ initialCode: `(() => {${code}\n})();`, extend });
}

async function ask(vm, route) {
  const response = await vm.dispatchFetch(`http://edge/${route}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${route}: ${text.slice(0, 300)}`);
  await response.waitUntil();
  return JSON.parse(text);
}
