import { checkBounds } from './base/check-bounds.js';
import { type CompleteSource, completeSource } from './config/complete-source.js';
import { MIN_LOG_BYTES, MIN_MEMORY_BYTES, type SourceConfig } from './config/config.js';
import type { Source } from './entry/source.js';
import type { LoadedPlan } from './entry/source-plan.js';
import { DEFAULT_SOURCE } from './intake/sources.js';
import type { PlanNews, PlanSetup } from './plan/plans.js';

/** What a workspace can be told. Everything has a default. */
export interface WorkspaceOptions {
  /** The port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** The address to listen on. Beyond loopback, everybody who reaches it may read and clear what is kept. @default '127.0.0.1' */
  readonly host?: string;
  /** Where messages are kept on disk, such as `.waybill`. @default nowhere: in memory alone */
  readonly folder?: string;
  /** How many bytes of messages are kept in the folder, from 1 048 576; the oldest go first. @default 536_870_912 */
  readonly maxLogBytes?: number;
  /** Answers 400 with the reasons where the service would answer 200 and drop. @default false */
  readonly strict?: boolean;
  /** Who may send. @default one source with the name `default`, which takes any write key */
  readonly sources?: readonly SourceConfig[];
  /**
   * The tracking plan of all sources that name none of their own: a file in YAML or JSON, which is read again when it changes,
   * or what `loadPlan` of `waybill/plan` gives. A file needs the package `waybill` beside this one. @default none
   */
  readonly plan?: string | LoadedPlan;
  /** How many messages are kept in memory; the oldest go first. 1 to 10 000 000. @default 100_000 */
  readonly maxMessages?: number;
  /**
   * How many bytes of messages, as JSON, are kept in memory, from 1 048 576; the oldest go first, and stay in the folder if there
   * is one. @default 268_435_456
   */
  readonly maxMemoryBytes?: number;
  /** How many message ids are remembered to tell repeats; the oldest go first. 1 to 10 000 000. @default 1_000_000 */
  readonly maxMessageIds?: number;
  /**
   * Told how much of what was kept in the folder is read: at the beginning, and after every 16 MB. Until all is, messages wait.
   * @default nobody is
   */
  readonly onRecovering?: (progress: RecoveryProgress) => void;
  /** Told when the file of a plan was read again, or why it can't be: then the last good one counts. @default nobody is */
  readonly onPlanChange?: (news: PlanNews) => void;
}

/** How much of what was kept in the folder is read, in bytes. */
export interface RecoveryProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
}

/** What is used where the options don't say. */
export const DEFAULTS = Object.freeze({
  port: 0,
  host: '127.0.0.1',
  maxLogBytes: 512 * 1024 * 1024,
  maxMessages: 100_000,
  maxMemoryBytes: 256 * 1024 * 1024,
  maxMessageIds: 1_000_000,
});

const MAX_KEPT = 10_000_000;

/** Options after they were checked. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly folder: string | undefined;
  readonly maxLogBytes: number;
  readonly isStrict: boolean;
  readonly sources: readonly Source[];
  readonly plans: readonly PlanSetup[];
  readonly maxMessages: number;
  readonly maxMemoryBytes: number;
  readonly maxMessageIds: number;
  readonly onRecovering: (progress: RecoveryProgress) => void;
  readonly onPlanChange: (news: PlanNews) => void;
}

/** @throws RangeError that names the option that is out of its bounds. */
export function resolveOptions(options: WorkspaceOptions): Settings {
  const {
    port = DEFAULTS.port,
    host = DEFAULTS.host,
    folder,
    strict = false,
    plan,
    sources = [],
    maxLogBytes = DEFAULTS.maxLogBytes,
    maxMessages = DEFAULTS.maxMessages,
    maxMemoryBytes = DEFAULTS.maxMemoryBytes,
    maxMessageIds = DEFAULTS.maxMessageIds,
    onRecovering = () => undefined,
    onPlanChange = () => undefined,
  } = options;
  checkBounds('startWorkspace: port', { value: port, min: 0, max: 65_535 });
  checkBounds('startWorkspace: maxLogBytes', {
    value: maxLogBytes,
    min: MIN_LOG_BYTES,
    max: Number.MAX_SAFE_INTEGER,
  });
  checkBounds('startWorkspace: maxMessages', { value: maxMessages, min: 1, max: MAX_KEPT });
  checkBounds('startWorkspace: maxMemoryBytes', {
    value: maxMemoryBytes,
    min: MIN_MEMORY_BYTES,
    max: Number.MAX_SAFE_INTEGER,
  });
  checkBounds('startWorkspace: maxMessageIds', { value: maxMessageIds, min: 1, max: MAX_KEPT });
  const complete = resolveSources(sources);
  return {
    port,
    host,
    folder,
    maxLogBytes,
    isStrict: strict,
    sources: complete.map(({ name, kind, writeKey, enabled }) => ({
      name,
      kind,
      writeKey,
      enabled,
    })),
    plans: plansOf(complete.length === 0 ? [DEFAULT_SOURCE] : complete, plan),
    maxMessages,
    maxMemoryBytes,
    maxMessageIds,
    onRecovering,
    onPlanChange,
  };
}

function plansOf(
  sources: readonly CompleteSource[],
  shared: string | LoadedPlan | undefined,
): readonly PlanSetup[] {
  return sources.flatMap(({ name, sourceId, plan = shared }) =>
    plan === undefined
      ? []
      : [{ source: name, plan, ...(sourceId === undefined ? {} : { sourceId }) }],
  );
}

function resolveSources(sources: readonly SourceConfig[]): readonly CompleteSource[] {
  const resolved = sources.map(completeSource);
  for (const field of ['name', 'writeKey'] as const) {
    const values = resolved.map((source) => source[field]);
    const again = values.find((value, index) => value === '' || values.indexOf(value) < index);
    if (again === undefined) continue;
    throw new RangeError(
      `startWorkspace: each source needs a ${field} of its own; found ${JSON.stringify(again)}.`,
    );
  }
  return resolved;
}
