/** An object that has itself as `self`. */
export function circle(fields: object = {}): Record<string, unknown> {
  const bag: Record<string, unknown> = { ...fields };
  bag['self'] = bag;
  return bag;
}

/** A proxy that was revoked: whatever looks at it throws. */
export function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

export function throwing(): never {
  throw new Error('boom');
}

/** Few objects with very many paths to them: each level doubles those. */
export function branching(levels: number): object {
  let value = {};
  for (let level = 0; level < levels; level += 1) value = { left: value, right: value };
  return value;
}

/** Objects in objects, so many in all. */
export function nested(levels: number): object {
  let value = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}
