// Opens a log and holds it until standard input ends. Prints the address it listens on, or why it was refused.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Log, openLog } from '../../../lib/log/log.js';
import { LogError } from '../../../lib/log/log-error.js';

const [folder = '', isListening = ''] = process.argv.slice(2);

async function hold(log: Log): Promise<void> {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port.');
  const url = `http://127.0.0.1:${address.port}`;
  if (isListening === 'announce') await log.announce(url);
  console.log(`open ${url}`);
  process.stdin.resume();
  await once(process.stdin, 'end');
  await log.close();
  server.close();
}

try {
  await hold(await openLog({ folder, address: '' }));
} catch (error) {
  if (!(error instanceof LogError)) throw error;
  console.log(`${error.code} ${error.message}`);
  process.stdin.destroy();
}
