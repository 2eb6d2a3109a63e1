import type { ClientName } from './clients.js';
import type { Tree } from './syntax.js';

/** A method that is called on a client. */
export interface Use {
  readonly client: ClientName;
  readonly method: string;
  readonly call: Tree.CallExpression | Tree.OptionalCallExpression;
  /** Where the name of the method begins. */
  readonly offset: number;
}
