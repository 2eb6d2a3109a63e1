/** The name that rules know a message by: of its event, page or screen. */
export function nameOf({
  type,
  event,
  name,
}: Readonly<Record<string, unknown>>): string | undefined {
  const text = type === 'track' ? event : name;
  return typeof text === 'string' ? text : undefined;
}

/** Where the caller's own data are in a message. */
export function bagIn({ type }: Readonly<Record<string, unknown>>): 'properties' | 'traits' {
  return type === 'identify' || type === 'group' ? 'traits' : 'properties';
}
