import type { PlanDocument } from '../document.js';
import { Inference, type InferOptions } from './inference.js';

/**
 * A first plan that all these messages fit, such as those that a workspace has. It says what they have in common: which
 * properties there are, of which types and formats, and which are always there. Why they are sent is for people to say.
 */
export function inferPlan(
  messages: Iterable<Readonly<Record<string, unknown>>>,
  options: InferOptions,
): PlanDocument {
  const inference = new Inference();
  for (const message of messages) inference.take(message);
  return inference.infer(options).document;
}
