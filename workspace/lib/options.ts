/** What a workspace can be told. Everything has a default. */
export interface WorkspaceOptions {
  /** The port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** The address to listen on. Only loopback: the endpoint is open to everybody who reaches it. @default '127.0.0.1' */
  readonly host?: '127.0.0.1';
  /** The write keys that are known; messages with another are not kept. @default any key is known */
  readonly writeKeys?: readonly string[];
  /** How many messages are kept; the oldest go first. 1 to 10 000 000. @default 100_000 */
  readonly maxMessages?: number;
  /** How many message ids are remembered to tell repeats; the oldest go first. 1 to 10 000 000. @default 1_000_000 */
  readonly maxMessageIds?: number;
}

/** What is used where the options don't say. */
export const DEFAULTS = Object.freeze({
  port: 0,
  host: '127.0.0.1',
  maxMessages: 100_000,
  maxMessageIds: 1_000_000,
});

const MAX_KEPT = 10_000_000;

/** Options after they were checked. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly writeKeys: ReadonlySet<string> | undefined;
  readonly maxMessages: number;
  readonly maxMessageIds: number;
}

/** @throws RangeError that names the option that is out of its bounds. */
export function resolveOptions(options: WorkspaceOptions): Settings {
  const {
    port = DEFAULTS.port,
    host = DEFAULTS.host,
    writeKeys,
    maxMessages = DEFAULTS.maxMessages,
    maxMessageIds = DEFAULTS.maxMessageIds,
  } = options;
  checkBounds('port', { value: port, min: 0, max: 65_535 });
  checkBounds('maxMessages', { value: maxMessages, min: 1, max: MAX_KEPT });
  checkBounds('maxMessageIds', { value: maxMessageIds, min: 1, max: MAX_KEPT });
  return {
    port,
    host,
    writeKeys: writeKeys === undefined ? undefined : new Set(writeKeys),
    maxMessages,
    maxMessageIds,
  };
}

interface Bounded {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

function checkBounds(option: string, { value, min, max }: Bounded): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(
    `startWorkspace: ${option} must be a whole number from ${min} to ${max}; found ${value}.`,
  );
}
