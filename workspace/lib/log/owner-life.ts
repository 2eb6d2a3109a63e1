import { connect } from 'node:net';
import { systemCode } from './log-error.js';
import type { OwnerRecord } from './owner-record.js';

/** An owner that takes longer to answer is busy, not gone. */
const CONNECT_TIMEOUT_MS = 1_000;

/**
 * Whether an owner still lives: its process exists, and its address, where it has one, answers. The address tells a number
 * that the system has given to another process since.
 */
export async function isOwnerAlive({ pid, address }: OwnerRecord): Promise<boolean> {
  if (!isProcessAlive(pid)) return false;
  const target = parseAddress(address);
  // In a container every process may have the number that its predecessor had: then it is none but us.
  if (target === undefined) return pid !== process.pid;
  return answers(target);
}

function isProcessAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return systemCode(error) === 'EPERM';
  }
}

interface Target {
  readonly host: string;
  readonly port: number;
}

/** Addresses that mean every interface can't be connected to on all systems. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function parseAddress(address: string): Target | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host === '') return undefined;
  return {
    host: LOOPBACK[host] ?? host,
    port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}

function answers(target: Target): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(target);
    const tell = (isAnswered: boolean) => {
      socket.destroy();
      resolve(isAnswered);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => tell(true));
    socket.once('connect', () => tell(true));
    socket.once('error', (error) => tell(systemCode(error) !== 'ECONNREFUSED'));
  });
}
