import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import type { DevFlags } from './flags.js';

/** Adds `waybill dev`. */
export function addDev(program: Command, { terminal, exitWith }: CommandContext): void {
  const collect = (text: string, all: readonly string[] = []): readonly string[] => [...all, text];
  program
    .command('dev')
    .description('run a local workspace that takes what clients send, and shows it')
    .option('--port <port>', 'the port to listen on; 0 takes a free one (default: 8765)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--folder <folder>', 'where messages are kept (default: .waybill)')
    .option('--memory', 'keep messages in memory alone')
    .option('--strict', 'answer 400 with the reasons where the service answers 200 and drops')
    .option(
      '--source <name[:kind][=key]>',
      'a source, its kind (web, mobile, server or cloud) and its write key; may be repeated',
      collect,
    )
    .option('--max-log <size>', 'how much is kept in the folder (default: 512mb)')
    .option(
      '--plan <file>',
      'the tracking plan of all sources, which is read again when it changes',
    )
    .option('--open', 'open the page in the browser')
    .option('--config <file>', 'the configuration (default: waybill.config.{ts,mts,js,mjs,json})')
    .option('--tail', 'print a line for each message; attach where a workspace runs already')
    .option('--json', 'print each message as a line of JSON, and nothing else')
    .option('--quiet', 'print no greeting')
    .addHelpText('after', AFTER)
    .action(async (flags: DevFlags) => {
      // The workspace is a package of its own, which only this command needs.
      const { dev } = await import('../dev.js');
      exitWith(await dev({ flags, terminal }));
    });
}

const AFTER = `
Examples:
  waybill dev
  waybill dev --tail
  waybill dev --json --quiet | jq .message.event

What is typed goes before the configuration. It runs until Ctrl+C (SIGINT) or SIGTERM.

Exit codes: 0 it was ended, 1 it could not be started, 2 the command or the configuration was not understood.`;
