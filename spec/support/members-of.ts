import { readFileSync } from 'node:fs';

/** The members of an interface, from its source. */
export function membersOf(path: string, name: string): readonly string[] {
  const head = new RegExp(`export interface ${name} (?:extends \\w+ )?\\{`);
  const [, body = ''] = readFileSync(path, 'utf8').split(head);
  const [own = ''] = body.split('\n}');
  return [...own.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)].map((match) => match[1] ?? '');
}
