import type { OpenFields } from './open-fields.js';
import type { UserTraits } from './traits.js';

/**
 * Circumstances of a call, which the server can't know and the caller may. These fields have a meaning to destinations; any
 * other may stand beside them.
 */
export interface MessageContext {
  /** False updates traits without counting activity. */
  readonly active?: boolean | null | undefined;
  readonly app?: AppContext | null | undefined;
  /** The marketing campaign behind the visit. */
  readonly campaign?: CampaignContext | null | undefined;
  /** Where the call comes from: `server`, `browser` or `mobile`. */
  readonly channel?: string | null | undefined;
  readonly consent?: ConsentContext | null | undefined;
  readonly device?: DeviceContext | null | undefined;
  /** Asks the service to record the address of the sender as `ip`. */
  readonly direct?: boolean | null | undefined;
  /** More ids of the same user or account. */
  readonly externalIds?: readonly ExternalId[] | null | undefined;
  /** The account that the call belongs to, where it is no group call. */
  readonly groupId?: string | number | null | undefined;
  /** The user's address, IPv4 or IPv6. */
  readonly ip?: string | null | undefined;
  /** The library that made the message: the client fills it in. */
  readonly library?: LibraryContext | null | undefined;
  /** Language and region of the user, such as `en-US`. */
  readonly locale?: string | null | undefined;
  readonly location?: LocationContext | null | undefined;
  readonly network?: NetworkContext | null | undefined;
  readonly os?: OsContext | null | undefined;
  /** The page that the user looks at. */
  readonly page?: PageContext | null | undefined;
  readonly protocols?: ProtocolsContext | null | undefined;
  /** How the user was referred. */
  readonly referrer?: ReferrerContext | null | undefined;
  readonly screen?: ScreenContext | null | undefined;
  /** The user's time zone by its tzdata name, such as `Europe/Lisbon`. */
  readonly timezone?: string | null | undefined;
  /** What is known of the user, in calls other than identify. The stored profile stays as it is. */
  readonly traits?: UserTraits | null | undefined;
  readonly userAgent?: string | null | undefined;
  /** What the browser's Client Hints say. */
  readonly userAgentData?: UserAgentData | null | undefined;
  readonly [field: string]: unknown;
}

interface AppContext extends OpenFields {
  readonly name?: string | null | undefined;
  readonly version?: string | null | undefined;
  readonly build?: string | number | null | undefined;
  /** Bundle identifier. */
  readonly namespace?: string | null | undefined;
}

interface CampaignContext extends OpenFields {
  readonly name?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly medium?: string | null | undefined;
  /** The keyword that was paid for. */
  readonly term?: string | null | undefined;
  /** Which advertisement or link it was. */
  readonly content?: string | null | undefined;
}

interface ConsentContext extends OpenFields {
  /** Whether each category may be used, by its id. */
  readonly categoryPreferences?: Readonly<Record<string, boolean>> | null | undefined;
}

interface DeviceContext extends OpenFields {
  readonly id?: string | null | undefined;
  readonly advertisingId?: string | null | undefined;
  readonly adTrackingEnabled?: boolean | null | undefined;
  readonly manufacturer?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** The platform, such as `ios` or `android`. */
  readonly type?: string | null | undefined;
  /** For push messages. */
  readonly token?: string | null | undefined;
  readonly version?: string | null | undefined;
}

interface ExternalId extends OpenFields {
  readonly id: string;
  readonly type: string;
  /** `users` or `accounts`. */
  readonly collection: string;
  /** `none`. */
  readonly encoding: string;
}

interface LibraryContext extends OpenFields {
  readonly name?: string | null | undefined;
  readonly version?: string | null | undefined;
}

interface LocationContext extends OpenFields {
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
  readonly speed?: number | null | undefined;
}

interface NetworkContext extends OpenFields {
  readonly bluetooth?: boolean | null | undefined;
  readonly carrier?: string | null | undefined;
  readonly cellular?: boolean | null | undefined;
  readonly wifi?: boolean | null | undefined;
}

interface OsContext extends OpenFields {
  readonly name?: string | null | undefined;
  readonly version?: string | null | undefined;
}

interface PageContext extends OpenFields {
  readonly path?: string | null | undefined;
  /** The address of the page before. */
  readonly referrer?: string | null | undefined;
  /** The part of the address that begins with `?`. */
  readonly search?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly url?: string | null | undefined;
}

interface ProtocolsContext extends OpenFields {
  /** The version of the tracking plan's rule that the message is held to; the oldest where it is left out. */
  readonly event_version?: number | null | undefined;
}

interface ReferrerContext extends OpenFields {
  readonly id?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly link?: string | null | undefined;
}

interface ScreenContext extends OpenFields {
  readonly density?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly width?: number | null | undefined;
}

interface UserAgentData extends OpenFields {
  readonly brands?: readonly Brand[] | null | undefined;
  readonly mobile?: boolean | null | undefined;
  readonly platform?: string | null | undefined;
  readonly bitness?: string | null | undefined;
  readonly model?: string | null | undefined;
  readonly platformVersion?: string | null | undefined;
  readonly uaFullVersion?: string | null | undefined;
  readonly fullVersionList?: readonly Brand[] | null | undefined;
  readonly wow64?: boolean | null | undefined;
}

interface Brand extends OpenFields {
  readonly brand: string;
  readonly version: string;
}
