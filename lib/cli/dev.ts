import { banner, type Welcome } from './dev/banner.js';
import { paintFor } from './dev/colours.js';
import { type DevFlags, readFlags } from './dev/flags.js';
import { followLive } from './dev/live.js';
import type { Found } from './dev/running.js';
import { readSettings, type Settings } from './dev/settings.js';
import { shownPath } from './dev/shown-path.js';
import { StartError } from './dev/start-error.js';
import { explained, startWorkspace } from './dev/start-workspace.js';
import { type Surroundings, surroundingsOfProcess } from './dev/surroundings.js';
import { tailLine } from './dev/tail-line.js';
import type {
  Entry,
  PlanNews,
  RecoveryProgress,
  RunningWorkspace,
  StartOptions,
} from './dev/workspace-package.js';
import type { Terminal } from './terminal.js';

export interface DevTask {
  readonly flags: DevFlags;
  readonly terminal: Terminal;
  readonly surroundings?: Surroundings;
}

/** Runs a local workspace until it is told to end, or watches the one that runs. Gives the exit code. @throws UsageError */
export async function dev({
  flags,
  terminal,
  surroundings = surroundingsOfProcess(),
}: DevTask): Promise<number> {
  try {
    return await new Run(flags, terminal, surroundings).run();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    terminal.complain(`error: ${error.message}\n`);
    return 1;
  }
}

/** Less is read within a second. */
const LONG_READING_BYTES = 64 * 1024 * 1024;

class Run {
  readonly #flags: DevFlags;
  readonly #terminal: Terminal;
  readonly #surroundings: Surroundings;
  /** Whether messages are told as they come. */
  readonly #isTail: boolean;

  constructor(flags: DevFlags, terminal: Terminal, surroundings: Surroundings) {
    this.#flags = flags;
    this.#terminal = terminal;
    this.#surroundings = surroundings;
    this.#isTail = flags.tail === true || flags.json === true;
  }

  async run(): Promise<number> {
    const { folder, loadPackage } = this.#surroundings;
    const typed = readFlags(this.#flags);
    const workspacePackage = await loadPackage(folder);
    const { loadConfig } = workspacePackage;
    const settings = await readSettings({ typed, file: this.#flags.config, folder, loadConfig });
    const started = await startWorkspace(workspacePackage, {
      ...settings.options,
      onRecovering: this.#recoveryTeller(),
      onPlanChange: (news) => this.#tellOfPlan(news),
    });
    if (started.kind === 'started') return this.#serve(started.workspace, settings);
    if (!this.#isTail) throw started.error;
    return this.#attach(started.found);
  }

  async #serve(workspace: RunningWorkspace, { options, configFile }: Settings): Promise<number> {
    // Before anything is told: whoever reads the address may stop us at once.
    const stopped = this.#surroundings.untilStopped({ withReader: this.#isTail });
    const watching = this.#watch(workspace, options);
    this.#warnOfHost(options.host);
    const { url, pageUrl, sources } = workspace;
    const messages = this.#placeOf(options.folder);
    const plan = typeof options.plan === 'string' ? this.#placeOf(options.plan) : undefined;
    const title = `Waybill workspace, ready after ${Math.round(this.#surroundings.upMs())} ms`;
    const takesAnyKey = options.sources === undefined;
    this.#greet({ title, url, pageUrl, sources, takesAnyKey, messages, plan, configFile });
    if (this.#flags.open === true) this.#open(pageUrl);
    try {
      await Promise.race([watching, stopped]);
      await stopped;
    } finally {
      await workspace.close();
    }
    return 0;
  }

  /** Tells of messages that come, once those that came before are read. @throws StartError where they can't be */
  async #watch(workspace: RunningWorkspace, options: StartOptions): Promise<void> {
    try {
      await workspace.recovered;
    } catch (error) {
      throw explained(error, options);
    }
    if (this.#isTail) workspace.subscribe((entries) => this.#tell(entries));
  }

  async #attach({ url, folder, sources }: Found): Promise<number> {
    const stopping = new AbortController();
    const stopped = this.#surroundings
      .untilStopped({ withReader: true })
      .then(() => stopping.abort());
    const pageUrl = new URL('/', url).href;
    const title = 'A Waybill workspace that runs already, as it was started';
    const onOpen = (): void => {
      const messages = this.#placeOf(folder);
      const welcome = {
        title,
        url,
        pageUrl,
        sources,
        takesAnyKey: false,
        messages,
        plan: undefined,
      };
      this.#greet({ ...welcome, configFile: undefined });
      if (this.#flags.open === true) this.#open(pageUrl);
    };
    const onEntries = (entries: readonly Entry[]): void => this.#tell(entries);
    const ended = followLive({ url, signal: stopping.signal, onOpen, onEntries });
    await Promise.race([stopped, ended]);
    if (stopping.signal.aborted) return 0;
    throw new StartError(`the workspace at ${url} has ended.`);
  }

  #greet(welcome: Welcome): void {
    if (this.#flags.quiet === true) return;
    // Programs read standard output, and people see standard error.
    if (this.#flags.json === true) this.#terminal.complain(banner(welcome, (_style, text) => text));
    else this.#terminal.write(banner(welcome, paintFor(this.#surroundings)));
  }

  /** Says every tenth of a long reading, since messages wait for it. */
  #recoveryTeller(): (progress: RecoveryProgress) => void {
    let toldTenths = 0;
    return ({ readBytes, totalBytes }) => {
      const tenths = Math.floor((10 * readBytes) / Math.max(totalBytes, 1));
      if (totalBytes < LONG_READING_BYTES || tenths === toldTenths) return;
      toldTenths = tenths;
      const megabytes = Math.round(totalBytes / 1024 ** 2);
      this.#terminal.complain(`Read ${tenths}0 % of the ${megabytes} MB that were kept before.\n`);
    };
  }

  #tellOfPlan({ file, trouble }: PlanNews): void {
    const text =
      trouble === undefined
        ? `Read ${this.#placeOf(file)} again: messages are held to it as it is now.`
        : `warning: ${trouble} Until it is mended, messages are held to the plan as it was.`;
    this.#terminal.complain(`${text}\n`);
  }

  #tell(entries: readonly Entry[]): void {
    const paint = paintFor(this.#surroundings);
    const lines = entries.map((entry) =>
      this.#flags.json === true
        ? JSON.stringify(entry)
        : tailLine(entry, paint, this.#surroundings.columns),
    );
    this.#terminal.write(lines.map((line) => `${line}\n`).join(''));
  }

  #warnOfHost(host: string): void {
    if (isLoopback(host)) return;
    this.#terminal.complain(
      `warning: --host ${host} is open to other computers: everybody who reaches it can send and read messages.\n`,
    );
  }

  #open(pageUrl: string): void {
    this.#surroundings.open(pageUrl, () =>
      this.#terminal.complain(`warning: no browser could be opened. Open ${pageUrl} yourself.\n`),
    );
  }

  #placeOf(folder: string | undefined): string {
    return folder === undefined ? 'in memory alone' : shownPath(folder, this.#surroundings.folder);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}
