import { realpathSync } from 'node:fs';
import { VERSION } from '../../message/version.js';
import { HTML_MARK, htmlOf } from '../../plan/docs/html.js';
import { MARKDOWN_MARK, markdownOf } from '../../plan/docs/markdown.js';
import { planPage } from '../../plan/docs/plan-blocks.js';
import { counted } from '../counted.js';
import { type Terminal, UsageError } from '../terminal.js';
import { openPlan } from './open-plan.js';
import { replaceFile, textIn } from './plan-file.js';

export interface DocsFlags {
  readonly out?: string;
  readonly force?: boolean;
  readonly format?: string;
  readonly json?: boolean;
}

export interface DocsTask {
  readonly file: string;
  readonly flags: DocsFlags;
  readonly terminal: Terminal;
  readonly nowMs: number;
}

type Format = 'markdown' | 'html';

/** Writes a plan as a document, to a file or to the terminal. Gives the exit code. @throws UsageError */
export function docs({ file, flags, terminal, nowMs }: DocsTask): number {
  const { out } = flags;
  const format = formatOf(flags);
  const plan = openPlan(file);
  if (out !== undefined) checkOut(out, file, flags.force);
  const page = planPage(plan.document, nowMs);
  const document = format === 'html' ? htmlOf(page) : markdownOf(page);
  if (out !== undefined) replaceFile(out, document);
  if (flags.json) {
    const rest = out === undefined ? { document } : { out };
    const result = { version: VERSION, file, name: plan.name, format, ...rest };
    terminal.write(`${JSON.stringify(result, null, 2)}\n`);
  } else if (out === undefined) {
    terminal.write(document);
  } else {
    terminal.write(
      `${out} has the plan "${plan.name}", with ${counted(plan.rules.length, 'rule')}.\n`,
    );
  }
  return 0;
}

function formatOf({ format, out = '' }: DocsFlags): Format {
  if (format === 'markdown' || format === 'html') return format;
  if (format === undefined) return /\.html?$/i.test(out) ? 'html' : 'markdown';
  throw new UsageError(`--format must be markdown or html; found ${format}.`);
}

/** What somebody wrote by hand is not lost to a wrong name, and the plan never. */
function checkOut(out: string, file: string, force = false): void {
  const found = textIn(out);
  if (found === undefined) return;
  if (realpathSync(out) === realpathSync(file)) {
    throw new UsageError(`--out ${out} is the plan itself. Name another file.`);
  }
  const isOurs = [MARKDOWN_MARK, HTML_MARK].some((mark) =>
    found.replaceAll('\r\n', '\n').startsWith(mark),
  );
  if (force || isOurs || found.trim() === '') return;
  throw new UsageError(
    `${out} was not made by this command. Name another file, or write over it with --force.`,
  );
}
