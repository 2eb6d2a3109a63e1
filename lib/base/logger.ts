import { debuglog } from 'node:util';

/** Where the client writes what it does. `console`, pino and winston fit as they are. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Silent, unless the program was started with `NODE_DEBUG=waybill`. */
export function debugLogger(): Logger {
  const log = debuglog('waybill');
  const write =
    (level: string) =>
    (message: string): void =>
      log('%s: %s', level, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
