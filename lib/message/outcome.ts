/** Why a message was not delivered. The first five end a call at once, the others end a message that was accepted. */
export type DropReason =
  | 'invalid'
  | 'unserializable'
  | 'too-large'
  | 'queue-full'
  | 'closed'
  | 'filtered'
  | 'plan-violation'
  | 'plugin-failed'
  | 'refused'
  | 'retries-spent'
  | 'deadline';

/** How a message ended. */
export type Outcome =
  | { readonly status: 'delivered'; readonly attempts: number }
  | { readonly status: 'spooled' }
  | { readonly status: 'dropped'; readonly reason: DropReason; readonly error?: Error };

/** Every reason, in the order in which a message meets them. */
export const DROP_REASONS: readonly DropReason[] = [
  'invalid',
  'unserializable',
  'too-large',
  'queue-full',
  'closed',
  'filtered',
  'plan-violation',
  'plugin-failed',
  'refused',
  'retries-spent',
  'deadline',
];
