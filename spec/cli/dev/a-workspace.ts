import type { Surroundings } from '../../../lib/cli/dev/surroundings.js';
import type {
  Configured,
  Entry,
  PlanNews,
  RecoveryProgress,
  RunningWorkspace,
  StartOptions,
} from '../../../lib/cli/dev/workspace-package.js';

/** An entry; say what is to be different. */
export function anEntry(given: Partial<Entry> = {}): Entry {
  return {
    seq: 1,
    source: 'default',
    receivedAt: new Date(2026, 0, 2, 3, 4, 5, 67).toISOString(),
    outcome: 'accepted',
    problems: [],
    message: { type: 'track', event: 'Order Completed', userId: 'ada' },
    ...given,
  };
}

/** What is around the command in a spec, and what became of it. */
export interface Stand {
  readonly surroundings: Surroundings;
  readonly started: StartOptions[];
  readonly opened: string[];
  readonly closed: () => boolean;
  /** Lets messages arrive. */
  readonly arrive: (entries: readonly Entry[]) => void;
  /** Lets the file of a plan change. */
  readonly changePlan: (news: PlanNews) => void;
  /** Ends the command, as Ctrl+C does. */
  readonly stop: () => void;
  /** Lets the browser fail. */
  readonly failToOpen: () => void;
}

export interface StandOptions {
  readonly configured?: Configured;
  readonly configError?: Error;
  readonly startError?: Error;
  /** When what was kept before is there. */
  readonly recovery?: Promise<void>;
  /** How the reading of that goes on. */
  readonly reading?: readonly RecoveryProgress[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly isTerminal?: boolean;
  readonly folder?: string;
}

/** A stand-in for the process and for `@waybill/workspace`, which has specs of its own. */
export function aStand(options: StandOptions = {}): Stand {
  const started: StartOptions[] = [];
  const opened: string[] = [];
  const failures: (() => void)[] = [];
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  const { folder = '/a/project', configured, configError, startError } = options;
  let isClosed = false;
  let tellOfPlan: (news: PlanNews) => void = () => undefined;
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const startWorkspace = ({
    onRecovering = () => undefined,
    onPlanChange = () => undefined,
    ...given
  }: StartOptions): Promise<RunningWorkspace> => {
    started.push(given);
    tellOfPlan = onPlanChange;
    for (const progress of options.reading ?? []) onRecovering(progress);
    if (startError !== undefined) return Promise.reject(startError);
    return Promise.resolve({
      url: `http://${given.host}:${given.port}`,
      pageUrl: `http://${given.host}:${given.port}/`,
      sources: given.sources ?? [
        { name: 'default', kind: 'server', writeKey: 'dev-default', enabled: true },
      ],
      recovered: options.recovery ?? Promise.resolve(),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      close: async () => {
        isClosed = true;
      },
    });
  };
  const loadConfig = (): Promise<{ file: string | undefined; workspace: Configured }> => {
    if (configError !== undefined) return Promise.reject(configError);
    const file = configured === undefined ? undefined : `${folder}/waybill.config.ts`;
    return Promise.resolve({ file, workspace: configured ?? {} });
  };
  return {
    started,
    opened,
    closed: () => isClosed,
    arrive: (entries) => {
      for (const listener of listeners) listener(entries);
    },
    changePlan: (news) => tellOfPlan(news),
    stop: () => stop(),
    failToOpen: () => {
      for (const fail of failures) fail();
    },
    surroundings: {
      folder,
      environment: options.environment ?? {},
      isTerminal: options.isTerminal ?? false,
      columns: undefined,
      loadPackage: () => Promise.resolve({ startWorkspace, loadConfig }),
      open: (url, onFailure) => {
        opened.push(url);
        failures.push(onFailure);
      },
      untilStopped: () => stopped,
      upMs: () => 123.4,
    },
  };
}
