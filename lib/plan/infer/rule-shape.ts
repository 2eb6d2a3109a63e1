import { ownerOf } from '../check-document.js';
import type { JsonSchema, PlanRule, RuleType } from '../document.js';
import { bagOf } from '../message-schema.js';
import type { Remarks } from './remarks.js';
import type { Room } from './room.js';
import { schemaOf } from './schema-of.js';
import { Shape } from './shape.js';

/** A rule with how many messages it was inferred from. */
export interface CountedRule extends PlanRule {
  readonly 'x-count': number;
}

/** What the messages of one rule have in common. */
export class RuleShape {
  count = 0;
  readonly type: RuleType;
  readonly key: string | undefined;
  readonly #bagName: 'properties' | 'traits';
  readonly #bag = new Shape(true);

  constructor(type: RuleType, key?: string) {
    this.type = type;
    this.key = key;
    this.#bagName = bagOf(type);
  }

  take(message: Readonly<Record<string, unknown>>, room: Room): void {
    this.count += 1;
    const bag = message[this.#bagName];
    if (bag !== undefined) this.#bag.take(bag, 0, room);
  }

  /** Learns what another one learned. */
  merge(other: RuleShape, room: Room): void {
    this.count += other.count;
    this.#bag.merge(other.#bag, room);
  }

  rule(remarks: Remarks): CountedRule {
    const { type, key, count } = this;
    const what = key ?? type.toLowerCase();
    return {
      type,
      ...(key === undefined ? {} : { key }),
      version: 1,
      planning: { what, why: [], forWhom: [], where: [] },
      'x-count': count,
      jsonSchema: this.#messageSchema(remarks),
    };
  }

  #messageSchema(remarks: Remarks): JsonSchema {
    const { type, key } = this;
    const path = this.#bagName;
    const bag = this.#bag;
    // Clients send the traits that changed, so that those of others may lack.
    const hasRequired = path === 'properties';
    const rule = ownerOf({ type, key }) ?? type;
    const place = { rule, path, hasRequired, remarks };
    const isAlways = hasRequired && bag.count === this.count;
    return {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      ...(isAlways ? { required: [path] } : {}),
      properties: { [path]: bag.count === 0 ? NO_MEMBERS : schemaOf(bag, place) },
    };
  }
}

const NO_MEMBERS = { type: 'object', properties: {} };
