/** A number of things, in words. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const PLURALS = { is: 'are', has: 'have' } as const;

/** The beginning of a sentence about a number of things: `1 message is`, `2 messages are`. */
export function subject(count: number, noun: string, verb: keyof typeof PLURALS): string {
  return `${counted(count, noun)} ${count === 1 ? verb : PLURALS[verb]}`;
}

/** A number as people read it: `1,234`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}
