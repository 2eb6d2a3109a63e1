import { BLOCK_LINES } from './data.js';
import { freezeAll } from './freeze.js';

/** What to collect for one purpose: parts of calls that belong together. */
export interface Block {
  readonly id: string;
  readonly title: string;
  /** What it is good for. */
  readonly useCase: string;
  /** The ids of the vocabularies that it belongs to, or `any`. */
  readonly industries: readonly string[];
  readonly collect: readonly BlockPart[];
}

/** What a block asks of one kind of call. */
export interface BlockPart {
  readonly call: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'any';
  readonly events?: readonly string[] | undefined;
  /** Of the call itself, such as `groupId`. */
  readonly fields?: readonly string[] | undefined;
  readonly traits?: readonly string[] | undefined;
  readonly properties?: readonly string[] | undefined;
  /** Paths in the context, such as `campaign.source`. */
  readonly context?: readonly string[] | undefined;
}

/** The nineteen blocks. They are read when first asked for, and frozen. */
export function blocks(): readonly Block[] {
  known ??= freezeAll(
    BLOCK_LINES.trim()
      .split('\n')
      .map((line): Block => JSON.parse(line)),
  );
  return known;
}

let known: readonly Block[] | undefined;
