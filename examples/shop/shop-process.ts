import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Stats } from 'waybill';

/** What the shop says when it has ended. */
export interface ShopAccount {
  /** The calls that its handlers made, by their own count. */
  readonly made: number;
  readonly client: Stats;
}

export interface ShopOptions {
  /** Where its client sends to. */
  readonly endpoint: string;
  /** A shop whose client takes every call and does nothing with it. */
  readonly isDisabled: boolean;
}

const PROGRAM = fileURLToPath(new URL('shop.ts', import.meta.url));
/** How long a shop may take to end after SIGTERM: longer than its `closeTimeout`. */
const EXIT_MS = 15_000;

/** A shop in a process of its own. */
export class ShopProcess {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  readonly #firstLine: Promise<unknown[]>;
  #url: string | undefined;
  #account: ShopAccount | undefined;

  constructor({ endpoint, isDisabled }: ShopOptions) {
    const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        WAYBILL_HOST: endpoint,
        WAYBILL_DISABLE: isDisabled ? '1' : '0',
      },
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => this.#read(line));
    this.#process = child;
    this.#firstLine = once(lines, 'line');
    this.#ended = once(child, 'close');
  }

  /** Resolves when the shop listens. */
  async listening(): Promise<void> {
    await Promise.race([this.#firstLine, this.#ended]);
    if (this.#url === undefined) throw new Error('The shop ended before it listened.');
  }

  get url(): string {
    return this.#url ?? '';
  }

  /** Sends SIGTERM and waits for the end of the process. Its account, or nothing when it did not end well. */
  async stop(): Promise<ShopAccount | undefined> {
    const deadline = setTimeout(() => this.#process.kill('SIGKILL'), EXIT_MS);
    this.#process.kill('SIGTERM');
    const [code] = await this.#ended;
    clearTimeout(deadline);
    return code === 0 ? this.#account : undefined;
  }

  /** Ends it at once, where it still runs. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  #read(line: string): void {
    // The shop is ours, and these are the two lines that it prints.
    const said = JSON.parse(line) as { listening?: string; account?: ShopAccount };
    this.#url ??= said.listening;
    this.#account ??= said.account;
  }
}
