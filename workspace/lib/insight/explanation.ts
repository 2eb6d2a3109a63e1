import type { Problem } from '../entry/problem.js';

/** A problem without what it shares with others of its kind. */
export type Explanation = Pick<Problem, 'path' | 'text' | 'suggestion'>;
