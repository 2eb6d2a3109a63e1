import type { MessageType } from '../message/message.js';
import type { RuleType } from './document.js';

/** The type of the rules for each call. A plan has none for alias. */
export const RULE_TYPES_OF = {
  track: 'TRACK',
  identify: 'IDENTIFY',
  group: 'GROUP',
  page: 'PAGE',
  screen: 'SCREEN',
  alias: undefined,
} as const satisfies Readonly<Record<MessageType, RuleType | undefined>>;
