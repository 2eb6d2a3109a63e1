import type { Command } from 'commander';
import { MESSAGE_TYPES, type MessageType } from '../message/message.js';
import type { CommandContext } from './command-context.js';
import { addConnectionOptions } from './connection-options.js';
import { FIELDS_OF, FLAG_OF, type SendFlags } from './send/fields.js';
import { wholeNumber } from './whole-number.js';

const WHAT: Readonly<Record<MessageType, string>> = {
  identify: 'who a user is',
  track: 'what a user did',
  page: 'which page of a web site a user looked at',
  screen: 'which screen of an app a user looked at',
  group: 'which account or organization a user belongs to',
  alias: 'that two ids are the same user',
};

/** Adds `waybill send`, with a command for each of the six calls. */
export function addSend(program: Command, context: CommandContext): void {
  const send = program
    .command('send')
    .description('send one message, and say what became of it')
    .helpCommand(false)
    .addHelpText('after', AFTER_SEND);
  for (const call of MESSAGE_TYPES) addCall(send, call, context);
}

function addCall(send: Command, call: MessageType, { terminal, exitWith }: CommandContext): void {
  const command = send.command(call).description(`say ${WHAT[call]}`);
  for (const field of FIELDS_OF[call]) {
    const { flag, value, meaning } = FLAG_OF[field];
    command.option(`${flag} ${value}`, meaning);
  }
  addConnectionOptions(command)
    .option('--plan <file>', 'a tracking plan: a message that is not as planned is not sent')
    .option('--retries <number>', 'how often it is tried again (default: 3)', wholeNumber(0))
    .option('--dry-run', 'print the message as it would be sent, and send nothing')
    .option('--json', 'print one JSON document')
    .addHelpText('after', afterCall(call))
    .action(async (flags: SendFlags) => {
      // The client is needed by this command, and not by the help of others.
      const { send: sendIt } = await import('./send/send-message.js');
      exitWith(await sendIt({ call, flags, terminal }));
    });
}

const EXAMPLES: Readonly<Record<MessageType, string>> = {
  identify: `waybill send identify --user-id 42 --traits '{"plan":"pro"}'`,
  track: `waybill send track --user-id 42 --event Ordered --properties '{"total":30}'
  waybill send track --user-id 42 --event Ordered --properties @order.json
  jq .order cart.json | waybill send track --user-id 42 --event A --properties -`,
  page: `waybill send page --anonymous-id a1 --name Home --properties '{"path":"/"}'`,
  screen: `waybill send screen --user-id 42 --category Settings --name Profile`,
  group: `waybill send group --user-id 42 --group-id acme --traits '{"name":"Acme"}'`,
  alias: 'waybill send alias --user-id 42 --previous-id a1',
};

const EXIT_CODES =
  'Exit codes: 0 it was delivered, 1 it was not, 2 the command, the message or the configuration was not understood.';

const AFTER_SEND = `
Examples:
  ${EXAMPLES.track.split('\n')[0]}
  ${EXAMPLES.identify}
  waybill send track --user-id 42 --event 'Order Completed' --dry-run

waybill help send track has the options of a call.

${EXIT_CODES}`;

function afterCall(call: MessageType): string {
  return `
A <json> is written there, or as @FILE in a file, or as - on standard input.
Each of --write-key, --host and --path goes before its variable, and that before the configuration.

Examples:
  ${EXAMPLES[call]}

${EXIT_CODES}`;
}
