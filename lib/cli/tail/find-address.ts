import { configurationIn } from '../configuration.js';
import { listenerUrl } from '../dev/listener-url.js';
import { addressOfOwner, type Found, findWorkspace } from '../dev/running.js';
import { readSettings, type Settings } from '../dev/settings.js';
import { StartError } from '../dev/start-error.js';
import type { WorkspacePackage } from '../dev/workspace-package.js';
import { UsageError } from '../terminal.js';

export interface AddressSurroundings {
  /** The working folder. */
  readonly folder: string;
  loadPackage(folder: string, need: string): Promise<Pick<WorkspacePackage, 'loadConfig'>>;
}

export interface AddressTask {
  /** What was typed, if anything. */
  readonly address: string | undefined;
  /** The configuration file that was named, if any. */
  readonly config: string | undefined;
  readonly surroundings: AddressSurroundings;
}

/**
 * The workspace that is meant: at the address that was typed; else the one that owns the folder of the configuration, or
 * listens where it says.
 *
 * @throws StartError where none answers, and UsageError for what is no address
 */
export async function findRunning({ address, config, surroundings }: AddressTask): Promise<Found> {
  const places =
    address === undefined
      ? placesOf((await settingsOf(config, surroundings)).options)
      : [readAddress(address)];
  for (const place of places) {
    const found = await findWorkspace(place);
    if (found !== undefined) return { ...found, url: place };
  }
  throw new StartError(
    `no workspace answers at ${places.at(-1)}. Start one with waybill dev, or name its address: waybill tail ADDRESS`,
  );
}

type Place = Pick<Settings['options'], 'folder' | 'port' | 'host'>;

function placesOf({ folder, port, host }: Place): readonly string[] {
  const owner = folder === undefined ? undefined : addressOfOwner(folder);
  return [...(owner === undefined ? [] : [owner]), listenerUrl({ port, host })];
}

async function settingsOf(
  file: string | undefined,
  { folder, loadPackage }: AddressSurroundings,
): Promise<Settings> {
  const name = file ?? configurationIn(folder);
  const none = (): Promise<{ file: undefined; workspace: object }> =>
    Promise.resolve({ file: undefined, workspace: {} });
  const loadConfig =
    name === undefined ? none : (await loadPackage(folder, `Reading ${name}`)).loadConfig;
  return readSettings({ typed: {}, file, folder, loadConfig });
}

/** A port, a host with a port, or a URL. */
function readAddress(text: string): string {
  const url = /^\d+$/.test(text)
    ? `http://127.0.0.1:${text}`
    : `${/^https?:\/\//.test(text) ? '' : 'http://'}${text}`;
  if (URL.canParse(url)) return new URL(url).origin;
  throw new UsageError(`${text} is no address. It must be like 8765 or http://127.0.0.1:8765.`);
}
