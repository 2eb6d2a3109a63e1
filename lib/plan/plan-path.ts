/** The keys that lead to a part of a plan. */
export type Path = readonly (string | number)[];

/** A path as people write it: `rules[3].jsonSchema.properties`. */
export function pathText(path: Path): string {
  return path.map((key, index) => keyText(key, index === 0)).join('');
}

function keyText(key: string | number, isFirst: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (!PLAIN_KEY.test(key)) return `[${JSON.stringify(key)}]`;
  return isFirst ? key : `.${key}`;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

const LISTS = ['rules', 'connections', 'transformations'];

/** The order in which a plan is read: the plan as a whole, then its lists, each by its items. */
export function placeOrder(one: Path, other: Path): number {
  const lists = LISTS.indexOf(String(one[0])) - LISTS.indexOf(String(other[0]));
  return lists || Number(one[1] ?? -1) - Number(other[1] ?? -1);
}
