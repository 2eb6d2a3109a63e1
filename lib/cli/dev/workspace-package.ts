import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERSION } from '../../message/version.js';
import { StartError } from './start-error.js';
import { systemCode } from './system-code.js';

export type SourceKind = 'web' | 'mobile' | 'server' | 'cloud';

/** A tracking plan, as `loadPlan` of `waybill/plan` gives it. */
export interface LoadedPlan {
  readonly name: string;
  readonly rules: readonly object[];
  verdict(message: Readonly<Record<string, unknown>>): object;
}

export interface Source {
  readonly name: string;
  readonly kind: SourceKind;
  readonly writeKey: string;
  readonly enabled: boolean;
  /** The path of a plan, or a plan. */
  readonly plan?: string | LoadedPlan;
}

export interface Problem {
  readonly level: 'error' | 'warning' | 'hint';
  readonly text: string;
}

/** A message that came in. docs/design/workspace.md has the whole form. */
export interface Entry {
  readonly seq: number;
  readonly source: string;
  readonly receivedAt: string;
  readonly outcome: 'accepted' | 'rejected' | 'duplicate';
  readonly reason?: string;
  readonly problems: readonly Problem[];
  readonly message: Readonly<Record<string, unknown>>;
}

/** What the workspace is started with. Absent is its own default. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  /** Undefined keeps messages in memory alone. */
  readonly folder?: string;
  readonly strict: boolean;
  readonly maxLogBytes?: number;
  readonly maxMemoryBytes?: number;
  /** Undefined has one that takes any write key. */
  readonly sources?: readonly Source[];
  /** The plan of sources without one of their own: its path, or a plan. */
  readonly plan?: string | LoadedPlan;
  readonly onPlanChange?: (news: PlanNews) => void;
  readonly onRecovering?: (progress: RecoveryProgress) => void;
}

/** The file of a plan was read again, or why it can't be. */
export interface PlanNews {
  readonly file: string;
  readonly trouble: string | undefined;
}

/** How much of what was kept before is read. */
export interface RecoveryProgress {
  readonly readBytes: number;
  readonly totalBytes: number;
}

export interface RunningWorkspace {
  readonly url: string;
  readonly pageUrl: string;
  readonly sources: readonly Source[];
  /** Resolves once it has what was kept before. Nothing new is taken before. */
  readonly recovered: Promise<void>;
  subscribe(listener: (entries: readonly Entry[]) => void): () => void;
  close(): Promise<void>;
}

/** What a configuration file says of the workspace, checked. */
export interface Configured {
  readonly port?: number;
  readonly host?: string;
  readonly folder?: string;
  readonly memory?: boolean;
  readonly strict?: boolean;
  readonly maxLogBytes?: number;
  readonly maxMemoryBytes?: number;
  readonly sources?: readonly Source[];
  readonly plan?: string | LoadedPlan;
}

/** What a configuration file says of the client, checked. */
export interface ConfiguredClient {
  readonly writeKey?: string;
  readonly host?: string;
  readonly path?: string;
}

/** A configuration, and the file that it is from. */
export interface LoadedConfig {
  readonly file: string | undefined;
  readonly workspace: Configured;
  readonly client?: ConfiguredClient;
}

/** The part of `@waybill/workspace` that the commands use. */
export interface WorkspacePackage {
  startWorkspace(options: StartOptions): Promise<RunningWorkspace>;
  loadConfig(folder: string, file?: string): Promise<LoadedConfig>;
}

const NAME = '@waybill/workspace';

/**
 * Loads `@waybill/workspace` as the project in a folder has it, else as it lies beside this package.
 * @param need what needs it, for the error.
 * @throws StartError where there is none, or one that does not fit.
 */
export async function loadWorkspacePackage(
  folder: string,
  need = 'waybill dev',
): Promise<WorkspacePackage> {
  const places = [join(folder, 'package.json'), import.meta.url];
  for (const place of places) {
    const path = resolveFrom(place);
    if (path === undefined) continue;
    const loaded: unknown = await import(pathToFileURL(path).href);
    if (isWorkspacePackage(loaded)) return loaded;
    throw new StartError(
      `${NAME} in ${path} does not fit waybill ${VERSION}: npm install --save-dev ${NAME}@${VERSION}`,
    );
  }
  throw new StartError(
    `${need} needs ${NAME}, which is not installed: npm install --save-dev ${NAME}`,
  );
}

function resolveFrom(place: string): string | undefined {
  try {
    return createRequire(place).resolve(NAME);
  } catch (error) {
    if (systemCode(error) === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function isWorkspacePackage(value: unknown): value is WorkspacePackage {
  if (typeof value !== 'object' || value === null) return false;
  return ['startWorkspace', 'loadConfig'].every(
    (name) => typeof (value as Readonly<Record<string, unknown>>)[name] === 'function',
  );
}
