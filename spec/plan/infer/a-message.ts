import type { PlanDocument } from '../../../lib/plan/document.js';
import { Inference, type Inferred } from '../../../lib/plan/infer/inference.js';
import { bagSchemaOf } from '../../../lib/plan/message-schema.js';

export type Message = Readonly<Record<string, unknown>>;

/** A track call; say what is to be different. */
export function aTrack(properties?: unknown, given: Message = {}): Message {
  return { type: 'track', event: 'Order Completed', userId: 'user-7', properties, ...given };
}

export function inferFrom(messages: Iterable<Message>, minCount = 1): Inferred {
  const inference = new Inference();
  for (const message of messages) inference.take(message);
  return inference.infer({ name: 'A shop', minCount });
}

/** What was inferred of the properties or traits of the first rule, without the words for people. */
export function bagOfFirst({ rules }: PlanDocument): unknown {
  const [first] = rules;
  return first === undefined ? undefined : bare(bagSchemaOf(first));
}

/** A schema without descriptions and counts. A property may have these names, too. */
export function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description: _, 'x-count': __, ...rest } = schema as Message;
  return Object.fromEntries(Object.entries(rest).map(([word, value]) => [word, bare(value)]));
}
