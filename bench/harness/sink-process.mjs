import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('sink.mjs', import.meta.url));

/** Starts the sink. Its `ask` gives the answer to a command; see `commands` in sink.mjs. */
export async function startSink() {
  const child = fork(PROGRAM, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map();
  let nextId = 1;
  const [{ urls }] = await once(child, 'message');
  child.on('message', ({ id, result }) => {
    waiting.get(id)?.resolve(result);
    waiting.delete(id);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The sink ended (${code}).`));
  });
  return {
    urls,
    ask: (command, parameters) =>
      new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, { resolve, reject });
        child.send({ id, command, parameters });
      }),
    stop: () => child.disconnect(),
  };
}
