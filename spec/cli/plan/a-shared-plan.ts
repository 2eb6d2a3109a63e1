import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiCommandSurroundings } from '../../../lib/cli/plan/api-surroundings.js';
import { type PullOptions, pullPlan } from '../../../lib/cli/plan/pull-plan.js';
import { type PushOptions, pushPlan } from '../../../lib/cli/plan/push-plan.js';
import { UsageError } from '../../../lib/cli/terminal.js';
import type { PlanRule } from '../../../lib/plan/document.js';
import { ManualClock } from '../../support/manual-clock.js';
import { until } from '../../support/until.js';
import { SegmentApi, TOKEN } from './segment-api.js';

export interface Done {
  readonly exitCode: number;
  readonly out: string;
  readonly complaints: string;
  readonly progress: readonly string[];
}

/** The Public API, a folder with a plan, and both commands between them. */
export class SharedPlan {
  readonly clock = new ManualClock();
  readonly file: string;
  readonly api: SegmentApi;
  /** What is answered to a question; undefined, where nobody can be asked. */
  answer: string | undefined;
  readonly #folder: string;

  private constructor(api: SegmentApi) {
    this.api = api;
    this.#folder = mkdtempSync(join(tmpdir(), 'waybill-shared-'));
    this.file = join(this.#folder, 'plan.yaml');
  }

  static async start(): Promise<SharedPlan> {
    return new SharedPlan(await SegmentApi.start());
  }

  get text(): string {
    return readFileSync(this.file, 'utf8');
  }

  write(plan: object): void {
    // JSON is YAML.
    writeFileSync(this.file, JSON.stringify(plan, undefined, 1));
  }

  /** Writes a file for the plan of the API, with these rules. */
  plan(...rules: readonly PlanRule[]): void {
    this.write({ id: 'tp_shop', name: 'Shop', rules, connections: [{ sourceId: 'src_web' }] });
  }

  pull(options: Partial<PullOptions> = {}): Promise<Done> {
    const all = { id: 'tp_shop', out: this.file, api: this.api.url, ...options };
    return this.#run((parts) => pullPlan({ options: all, ...parts }));
  }

  push(options: PushOptions = {}): Promise<Done> {
    const all = { api: this.api.url, ...options };
    return this.#run((parts) => pushPlan({ file: this.file, options: all, ...parts }));
  }

  /** Lets each of these waits pass once the command has come to it. */
  async waitOut(...waitsMs: readonly number[]): Promise<void> {
    for (const waitMs of waitsMs) {
      await until(() => this.clock.waits.includes(waitMs), `a wait of ${waitMs} ms`);
      await this.clock.advance(waitMs);
    }
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    await this.api.close();
  }

  async #run(command: (parts: Parts) => Promise<number>): Promise<Done> {
    let out = '';
    let complaints = '';
    const progress: string[] = [];
    const { answer } = this;
    const terminal = {
      write: (text: string) => {
        out += text;
      },
      complain: (text: string) => {
        complaints += text;
      },
      progress: (line: string) => void progress.push(line),
    };
    const surroundings = {
      env: { WAYBILL_SEGMENT_TOKEN: TOKEN },
      clock: this.clock,
      random: () => 1,
      ask: answer === undefined ? undefined : () => Promise.resolve(answer),
    };
    try {
      const exitCode = await command({ terminal, surroundings });
      return { exitCode, out, complaints, progress };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { exitCode: 2, out, complaints: error.message, progress };
    }
  }
}

interface Parts {
  readonly terminal: Parameters<typeof pullPlan>[0]['terminal'];
  readonly surroundings: ApiCommandSurroundings;
}
