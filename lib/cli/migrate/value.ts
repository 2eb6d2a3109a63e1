import { type ClientName, isClass } from './clients.js';

/** What an expression stands for, as far as clients go. */
export interface Value {
  readonly kind: 'module' | 'class' | 'subclass' | 'client' | 'context' | 'context-class';
  readonly client: ClientName;
}

/** What loading the package gives: where the package is the class, that. */
export function moduleOf(client: ClientName): Value {
  return { kind: isClass(client) ? 'class' : 'module', client };
}

/** What an export of a module stands for. */
export function exportOf(value: Value | undefined, name: string): Value | undefined {
  if (value?.kind !== 'module' && value?.kind !== 'class') return undefined;
  const { client } = value;
  if (name === 'Analytics' || name === 'default') return { kind: 'class', client };
  return name === 'Context' ? { kind: 'context-class', client } : undefined;
}

/** What `new` makes of a class. */
export function instanceOf(value: Value | undefined): Value | undefined {
  if (value?.kind === 'class' || value?.kind === 'subclass') {
    return { kind: 'client', client: value.client };
  }
  return value?.kind === 'context-class' ? { kind: 'context', client: value.client } : undefined;
}
