import { spawn } from 'node:child_process';

export interface OpenTask {
  readonly url: string;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told once, where the browser can't be opened. */
  readonly onFailure: () => void;
}

/** Opens a page in the browser of whoever sits here, by the command that the system has for that. */
export function openPage({ url, platform, environment, onFailure }: OpenTask): void {
  const [command, ...args] = browserCommand(platform, url);
  const browser = spawn(command, args, { detached: true, stdio: 'ignore', env: environment });
  browser.once('error', onFailure);
  browser.once('exit', (code) => {
    if (code !== 0) onFailure();
  });
  // A browser may run for longer than we do.
  browser.unref();
}

/** The command, with its arguments, that opens a page. */
export function browserCommand(platform: NodeJS.Platform, url: string): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  // Unlike `start`, it gives the address to no shell.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
