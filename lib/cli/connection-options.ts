import type { Command } from 'commander';

/** Adds what `resolveConnection` reads to a command. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--write-key <key>', 'the write key of the source (or WAYBILL_WRITE_KEY)')
    .option('--host <url>', 'the service (or WAYBILL_HOST; default: https://api.segment.io)')
    .option('--path <path>', 'where it takes batches (or WAYBILL_PATH; default: /v1/batch)')
    .option('--config <file>', 'the configuration (default: waybill.config.{ts,mts,js,mjs,json})');
}
