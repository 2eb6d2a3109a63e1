import { messageTypeOf } from '../../message/message.js';
import type { PlanDocument, RuleType } from '../document.js';
import { nameOf } from '../message-name.js';
import { RULE_TYPES_OF } from '../rule-types-of.js';
import { Names } from './names.js';
import { type Remark, Remarks } from './remarks.js';
import { Room } from './room.js';
import { type CountedRule, RuleShape } from './rule-shape.js';

export interface InferOptions {
  /** The name of the plan. */
  readonly name: string;
  /** Rules for fewer messages are left out. @default 1 */
  readonly minCount?: number;
}

export interface InferredDocument extends PlanDocument {
  readonly rules: readonly CountedRule[];
}

/** A plan, and what to know of it. */
export interface Inferred {
  readonly document: InferredDocument;
  /** Messages that a plan has rules for: all but alias calls and those without a name. */
  readonly messages: number;
  /** Messages of the rules that `minCount` left out. */
  readonly messagesBelowMinCount: number;
  /** Track calls without an event. */
  readonly nameless: number;
  /** Messages whose names there was no room for. */
  readonly messagesLeftOut: number;
  readonly remarks: readonly Remark[];
  /** How many remarks there are beyond those. */
  readonly moreRemarks: number;
}

/**
 * Infers a plan that all messages fit, from messages that come one by one. It remembers what they have in common and none of
 * them, within the bounds of INFER_LIMITS.
 */
export class Inference {
  readonly #room = new Room();
  readonly #names = new Names();
  readonly #nameless = new Map<RuleType, RuleShape>();
  #messages = 0;
  #tracksWithoutEvent = 0;

  take(message: Readonly<Record<string, unknown>>): void {
    const type = RULE_TYPES_OF[messageTypeOf(message) ?? 'alias'];
    if (type === 'TRACK') this.#takeTrack(message);
    else if (type === 'IDENTIFY' || type === 'GROUP') this.#takeNameless(type, message);
    else if (type !== undefined) this.#takeNamed(type, message);
  }

  /** What was learned so far, in the same order whatever the order of the messages. */
  infer({ name, minCount = 1 }: InferOptions): Inferred {
    const remarks = new Remarks();
    this.#names.tell(remarks);
    const { kept, leftOut } = this.#sorted(minCount);
    const rules = kept.sort(byTypeAndKey).map((shape) => shape.rule(remarks));
    return {
      document: { name, description: '', type: 'LIVE', rules },
      messages: this.#messages,
      messagesBelowMinCount: leftOut.reduce((sum, { count }) => sum + count, 0),
      nameless: this.#tracksWithoutEvent,
      messagesLeftOut: this.#names.messagesLeftOut,
      remarks: remarks.list,
      moreRemarks: remarks.more,
    };
  }

  /** The shapes that are a rule, and those that were seen too seldom. */
  #sorted(minCount: number): Sorted {
    const isSeldom = ({ count }: RuleShape): boolean => count < minCount;
    const all = [...this.#names.all()].sort(byTypeAndKey);
    const seldom = all.filter(isSeldom);
    const nameless = [...this.#nameless.values()].map((shape) => withOthers(shape, seldom));
    const types = new Set(nameless.map(({ type }) => type));
    return {
      kept: [...nameless, ...all].filter((shape) => !isSeldom(shape)),
      leftOut: [...nameless.filter(isSeldom), ...seldom.filter(({ type }) => !types.has(type))],
    };
  }

  #takeTrack(message: Readonly<Record<string, unknown>>): void {
    const name = nameOf(message) ?? '';
    if (name === '') {
      this.#tracksWithoutEvent += 1;
      return;
    }
    this.#messages += 1;
    this.#names.of('TRACK', name)?.take(message, this.#room);
  }

  #takeNameless(type: RuleType, message: Readonly<Record<string, unknown>>): void {
    this.#messages += 1;
    let shape = this.#nameless.get(type);
    if (shape === undefined) {
      shape = new RuleShape(type);
      this.#nameless.set(type, shape);
    }
    shape.take(message, this.#room);
  }

  #takeNamed(type: 'PAGE' | 'SCREEN', message: Readonly<Record<string, unknown>>): void {
    const name = nameOf(message) ?? '';
    const shape = name === '' ? undefined : this.#names.of(type, name);
    if (shape === undefined) {
      this.#takeNameless(type, message);
      return;
    }
    this.#messages += 1;
    shape.take(message, this.#room);
  }
}

interface Sorted {
  readonly kept: RuleShape[];
  readonly leftOut: readonly RuleShape[];
}

/** A rule without a name is for every page that has no rule of its own: for those that were seen too seldom as well. */
function withOthers(nameless: RuleShape, seldom: readonly RuleShape[]): RuleShape {
  const others = seldom.filter(({ type }) => type === nameless.type);
  if (others.length === 0) return nameless;
  const all = new RuleShape(nameless.type);
  const room = new Room();
  for (const shape of [nameless, ...others]) all.merge(shape, room);
  return all;
}

const ORDER: readonly RuleType[] = ['IDENTIFY', 'GROUP', 'TRACK', 'PAGE', 'SCREEN'];

function byTypeAndKey(one: RuleShape, other: RuleShape): number {
  const byType = ORDER.indexOf(one.type) - ORDER.indexOf(other.type);
  if (byType !== 0) return byType;
  return (one.key ?? '') < (other.key ?? '') ? -1 : 1;
}
