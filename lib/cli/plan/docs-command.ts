import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { DocsFlags } from './docs.js';

/** Adds `waybill plan docs`. */
export function addDocs(plan: Command, { terminal, exitWith }: CommandContext): void {
  plan
    .command('docs')
    .description('write a plan as a document that a team shares')
    .argument('<plan>', 'the plan, in YAML or JSON')
    .option('--out <file>', 'the file to write; without it the document is printed')
    .option('--force', 'write over a file that this command did not make; never over the plan')
    .option('--format <format>', 'markdown or html (default: html where the file ends in .html)')
    .option('--json', 'print one JSON document, with the text unless it goes to a file')
    .addHelpText('after', AFTER)
    .action(async (file: string, flags: DocsFlags) => {
      const { docs } = await import('./docs.js');
      exitWith(docs({ file, flags, terminal, nowMs: Date.now() }));
    });
}

const AFTER = `
Examples:
  waybill plan docs plan.yaml --out plan.html
  waybill plan docs plan.yaml > PLAN.md

Exit codes: 0 the document is written, 2 the command or the plan was not understood.`;
