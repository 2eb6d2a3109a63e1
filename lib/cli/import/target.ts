import {
  type Connection,
  type ConnectionFlags,
  type ConnectionSurroundings,
  findConnection,
  resolveConnection,
} from '../connection.js';

/** Where messages go. A dry run sends nothing, and does without a write key. @throws UsageError */
export async function targetOf(
  flags: ConnectionFlags & { readonly dryRun?: boolean },
  surroundings: ConnectionSurroundings,
): Promise<Connection> {
  if (flags.dryRun !== true) return resolveConnection(flags, surroundings);
  const { writeKey, host, path } = await findConnection(flags, surroundings);
  return {
    writeKey: writeKey?.value ?? 'dry-run',
    host: host.value,
    path: path.value,
    origins: { writeKey: writeKey?.origin ?? 'default', host: host.origin, path: path.origin },
  };
}
