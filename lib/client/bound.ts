/** The methods that each client has as its own, so that `const { track } = analytics` works. */
export const BOUND = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'enqueue',
  'flush',
  'close',
  'closeAndFlush',
  'scope',
  'run',
  'current',
  'register',
  'deregister',
  'stats',
] as const;
