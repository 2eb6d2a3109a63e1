import type { SourceKind } from '../entry/source.js';
import type { LoadedPlan } from '../entry/source-plan.js';

/** A smaller log would not hold two of the largest batches. */
export const MIN_LOG_BYTES = 1024 * 1024;

/** Less memory would not, either. */
export const MIN_MEMORY_BYTES = 1024 * 1024;

/** What a `waybill.config` file says. */
export interface WaybillConfig {
  /** The local workspace that `waybill dev` starts. */
  readonly workspace?: WorkspaceConfig;
  /** Where commands such as `waybill send` and `waybill import` send to. */
  readonly client?: ClientConfig;
}

/** Where commands send to. What a flag or the environment says goes before it. */
export interface ClientConfig {
  /**
   * The write key of the source, without white space around it. One that is secret belongs in the environment, as
   * `WAYBILL_WRITE_KEY`, and not in a file that is committed. @default none
   */
  readonly writeKey?: string;
  /** The service, an http or https URL. @default 'https://api.segment.io' */
  readonly host?: string;
  /** The path that batches are sent to. @default '/v1/batch' */
  readonly path?: string;
}

/** How the local workspace is set up. What a flag of `waybill dev` says goes before it. */
export interface WorkspaceConfig {
  /** The port to listen on, 0 to 65 535; 0 takes a free one. @default 8765 */
  readonly port?: number;
  /** The address to listen on. @default '127.0.0.1' */
  readonly host?: string;
  /** Where messages are kept, seen from the folder of the file. @default '.waybill' */
  readonly folder?: string;
  /** Keeps messages in memory alone; not together with `folder`. @default false */
  readonly memory?: boolean;
  /** Answers 400 with the reasons where the service would answer 200 and drop. @default false */
  readonly strict?: boolean;
  /** How many bytes of messages are kept in the folder; the oldest go first. At least 1 048 576. @default 536_870_912 */
  readonly maxLogBytes?: number;
  /**
   * How many bytes of messages, as JSON, are kept in memory, where the page and the query API find them; the oldest go first, and
   * stay in the folder. At least 1 048 576. @default 268_435_456
   */
  readonly maxMemoryBytes?: number;
  /**
   * The tracking plan of all sources that name none of their own: a file, seen from the folder of this one, or what `loadPlan`
   * of `waybill/plan` gives. @default none
   */
  readonly plan?: string | LoadedPlan;
  /** Who may send. @default one source with the name `default` */
  readonly sources?: readonly SourceConfig[];
}

/** A source: whoever sends with its write key. */
export interface SourceConfig {
  /** What it is called; no other source has that name. */
  readonly name: string;
  /** What sends to it. @default 'server' */
  readonly kind?: SourceKind;
  /** What its clients are made with; no other source has that key. @default `dev-` and the name */
  readonly writeKey?: string;
  /** Whether its messages are taken. @default true */
  readonly enabled?: boolean;
  /** The tracking plan that its messages are held to. @default that of the workspace, if it has one */
  readonly plan?: string | LoadedPlan;
  /** What it is called in the plan, whose settings and transformations for it count. @default its name */
  readonly sourceId?: string;
}

/**
 * Gives the configuration back as it is, for editors that complete and check it while it is written.
 *
 * @example
 * // waybill.config.ts
 * export default defineConfig({
 *   workspace: { port: 9000, sources: [{ name: 'shop', kind: 'web' }] },
 * });
 */
export function defineConfig(config: WaybillConfig): WaybillConfig {
  return config;
}
