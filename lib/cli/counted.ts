/** A number of things, in words. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A number as people read it: `1,234`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
