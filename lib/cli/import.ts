import { type Command, Option } from 'commander';
import type { CommandContext } from './command-context.js';
import { addConnectionOptions } from './connection-options.js';
import type { ImportFlags } from './import/import-files.js';
import { isoTime } from './import/iso-time.js';
import { messagesASecond } from './import/rate.js';
import { wholeNumber } from './whole-number.js';

/** Adds `waybill import`. */
export function addImport(program: Command, { terminal, exitWith }: CommandContext): void {
  const command = program
    .command('import')
    .description('send messages of files, millions of them, and account for each')
    .argument('<file...>', 'files, patterns of names in quotes, folders, or - for standard input');
  addSendOptions(addConnectionOptions(command))
    .addOption(
      new Option('--format <format>', 'what files are (default: by name and content)').choices([
        'ndjson',
        'json',
        'csv',
      ]),
    )
    .option('--map <file>', 'how columns of CSV become messages, in JSON')
    .option('--since <time>', 'leave out what happened before, in ISO 8601', isoTime)
    .option('--until <time>', 'leave out what happened then or later', isoTime)
    .option(
      '--checkpoint <file>',
      'where it is kept how far the import is (default: beside the first file, as FILE.checkpoint)',
    )
    .option('--no-checkpoint', 'keep none: the import can not be resumed')
    .option('--resume', 'go on where the checkpoint says')
    .addHelpText('after', AFTER_IMPORT)
    .action(async (inputs: readonly string[], flags: ImportFlags) => {
      const { importFiles } = await import('./import/import-files.js');
      exitWith(await importFiles({ inputs, flags, terminal }));
    });
}

/** Adds the options that `waybill import` and `waybill replay` have in common. */
export function addSendOptions(command: Command): Command {
  return command
    .option(
      '--rate <rate>',
      'send so many messages at most: 1000/s, 90000/m, 1e6/h (default: as many as are taken)',
      messagesASecond,
    )
    .option('--concurrency <count>', 'requests in flight at once (default: 4)', wholeNumber(1))
    .option('--dry-run', 'check everything and report, and send nothing')
    .option('--plan <file>', 'a tracking plan, in YAML or JSON: what is not as planned is not sent')
    .option('--dead-letters <file>', 'keep what is not delivered in this file, for waybill replay')
    .option('--fail-fast', 'stop at the first record that is no message or is not delivered')
    .option('--json', 'print one JSON document')
    .option('--quiet', 'show no progress');
}

const AFTER_IMPORT = `
Files have a message a line (NDJSON), are one list of messages, or are CSV; they may be gzip.
Messages without an id get one that is made of file, line and content: a repeated import repeats no event.
Ctrl+C finishes what is under way, writes the checkpoint, and says how to go on.

Examples:
  waybill import events.ndjson --dry-run
  waybill import events.ndjson --rate 1000/s --dead-letters dead.ndjson
  waybill import events.ndjson --rate 1000/s --dead-letters dead.ndjson --resume
  waybill import 'segment-logs/*/*/*.gz' --since 2026-01-01 --until 2026-02-01
  waybill import orders.csv --map orders.map.json

Exit codes: 0 everything was delivered, 1 something was not, 2 the command was not understood.`;
