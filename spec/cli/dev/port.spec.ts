import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { nextFreePort } from '../../../lib/cli/dev/free-port.js';
import { browserCommand } from '../../../lib/cli/dev/open-page.js';
import { listeningInodes, ownerOfPort } from '../../../lib/cli/dev/port-owner.js';
import { useStage } from '../../support/stage.js';

const HOST = '127.0.0.1';
const stage = useStage();

async function aListener(host = HOST): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  stage.onEnd(() => new Promise((done) => server.close(done)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It does not listen.');
  return address.port;
}

describe('who has a port', () => {
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux.each([HOST, '::1', '0.0.0.0'])('is found on %s', async (host) => {
    const owner = await ownerOfPort(await aListener(host));
    expect(owner?.pid).toBe(process.pid);
    expect(owner?.name).toMatch(/node/);
  });

  it('is nobody where nobody listens', async () => {
    expect(await ownerOfPort(1)).toBeUndefined();
  });

  it('is told by the sockets that listen, and by none that are connected', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:223D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0
   1: 0100007F:223D 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0
   2: 0100007F:223E 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4713 1 0
`;
    expect(listeningInodes(table, 8765)).toEqual(['4711']);
    expect(listeningInodes('', 8765)).toEqual([]);
  });
});

describe('the next free port', () => {
  it('is one behind that is not taken', async () => {
    const taken = await aListener();
    const free = await nextFreePort({ port: taken, host: HOST });
    expect(free).toBeGreaterThan(taken);
  });

  it('is none behind the last one', async () => {
    expect(await nextFreePort({ port: 65_535, host: HOST })).toBeUndefined();
  });
});

describe('the command that opens a page', () => {
  it.each([
    ['linux', 'xdg-open'],
    ['freebsd', 'xdg-open'],
    ['darwin', 'open'],
    ['win32', 'rundll32'],
  ] as const)('is that of %s', (platform, command) => {
    const [first, ...args] = browserCommand(platform, 'http://127.0.0.1/');
    expect(first).toBe(command);
    expect(args.at(-1)).toBe('http://127.0.0.1/');
  });
});
