import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { MigrateOptions } from '../migrate.js';

/** Adds `waybill migrate`. `declarations` says what Waybill exports. */
export function addMigrate(
  program: Command,
  { terminal, exitWith }: CommandContext,
  declarations: URL,
): void {
  program
    .command('migrate')
    .description('move a code base from another client to Waybill, or list what that takes')
    .argument('[folder]', 'the folder to look at', '.')
    .option('--write', 'rewrite what can be rewritten; without it nothing is written')
    .option('--json', 'print one JSON document')
    .addHelpText('after', AFTER)
    .action(async (folder: string, options: MigrateOptions) => {
      // The parser is large, and only this command needs it.
      const { migrate } = await import('../migrate.js');
      exitWith(migrate({ folder, options, terminal, declarations }));
    });
}

const AFTER = `
Examples:
  waybill migrate
  waybill migrate --write src
  waybill migrate --json | jq .summary

It looks for @segment/analytics-node, @segment/analytics-core, analytics-node and @rudderstack/rudder-sdk-node in .js, .mjs, .cjs, .jsx, .ts, .mts, .cts and .tsx files and in package.json. It leaves out node_modules, dist, build, coverage, folders that begin with a dot, and what git ignores.

Exit codes: 0 nothing is left to do, 1 something is left, 2 the command was not understood.`;
