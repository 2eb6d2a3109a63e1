export interface Listener {
  readonly port: number;
  readonly host: string;
}

/** Addresses that mean every interface can't be asked on all systems. */
const ANY: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The address of what listens there. */
export function listenerUrl({ port, host }: Listener): string {
  const address = ANY[host] ?? host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
