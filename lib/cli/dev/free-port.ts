import { once } from 'node:events';
import { createServer } from 'node:net';
import { systemCode } from './system-code.js';

export interface Taken {
  readonly port: number;
  readonly host: string;
}

const TRIES = 20;
const MAX_PORT = 65_535;

/** The first port behind one that is taken on which this host can listen, among the next twenty. */
export async function nextFreePort({ port, host }: Taken): Promise<number | undefined> {
  const last = Math.min(port + TRIES, MAX_PORT);
  for (let next = port + 1; next <= last; next += 1) {
    if (await canListen({ port: next, host })) return next;
  }
  return undefined;
}

async function canListen({ port, host }: Taken): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if (systemCode(error) !== undefined) return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
