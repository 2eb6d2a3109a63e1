/** The clients that a code base may come from, and Waybill, whose files a second run looks at again. */
export type ClientName = 'segment' | 'core' | 'legacy' | 'rudderstack' | 'waybill';

export interface Client {
  /** The name of the package. */
  readonly package: string;
  /** Whether the package exports its class by name or is the class. */
  readonly shape: 'named' | 'class';
}

export const CLIENTS: Readonly<Record<ClientName, Client>> = {
  segment: { package: '@segment/analytics-node', shape: 'named' },
  core: { package: '@segment/analytics-core', shape: 'named' },
  legacy: { package: 'analytics-node', shape: 'class' },
  rudderstack: { package: '@rudderstack/rudder-sdk-node', shape: 'class' },
  waybill: { package: 'waybill', shape: 'named' },
};

/** The packages that Waybill takes the place of. */
export const REPLACED: ReadonlyMap<string, ClientName> = new Map(
  (['segment', 'core', 'legacy', 'rudderstack'] as const).map((name) => [
    CLIENTS[name].package,
    name,
  ]),
);

/** Packages of types alone, which Waybill makes needless. */
export const TYPE_PACKAGES: readonly string[] = ['@types/analytics-node'];

/** What other clients export under a name that Waybill may not have, and what Waybill has in its place. */
export const RENAMED_EXPORTS: Readonly<Record<string, string>> = {
  ScreenParams: 'ScreenCall',
};

/** The six calls, which are methods and names of events alike. */
export const CALLS: readonly string[] = ['identify', 'track', 'page', 'screen', 'group', 'alias'];

export interface Specified {
  readonly client: ClientName;
  /** Whether a file inside of the package is meant. */
  readonly isDeep: boolean;
}

/** Which client a module specifier means. */
export function clientOf(specifier: string | undefined): Specified | undefined {
  if (specifier === undefined) return undefined;
  for (const client of Object.keys(CLIENTS) as ClientName[]) {
    const own = CLIENTS[client].package;
    if (specifier === own) return { client, isDeep: false };
    if (specifier.startsWith(`${own}/`)) return { client, isDeep: true };
  }
  return undefined;
}

/** Whether the package is its class, as those are that came before Segment's own client. */
export function isClass(client: ClientName): boolean {
  return CLIENTS[client].shape === 'class';
}

/** Whether a text names a client at all: what does not is not read any further. */
export function mentionsClient(text: string): boolean {
  return Object.values(CLIENTS).some((client) => text.includes(client.package));
}
