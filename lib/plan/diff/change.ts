import { ownerOf } from '../check-document.js';
import { propertyPath } from '../planned-properties.js';
import type { Rule } from '../rule.js';
import type { ChangeCode, Difference, Effect } from './difference.js';

/** One change between two plans. */
export interface PlanChange {
  readonly effect: Effect;
  readonly code: ChangeCode;
  /** What it is about: `TRACK "Order Completed"`, `source "src_web"` or `transformation "Fix names"`. */
  readonly subject: string;
  /** The property or trait: `products.$.price`; or a field of the message, such as `context.ip`. */
  readonly path?: string;
  /** What happened, in words. */
  readonly message: string;
  /** The name that a property or event may have now. */
  readonly renamedTo?: string;
}

/** A rule as people know it. */
export function subjectOf({ document }: Rule): string {
  return ownerOf(document) ?? document.type;
}

/** A difference as a change of a rule. */
export function changeOf(rule: Rule, difference: Difference): PlanChange {
  const { code, effect, text, renamedTo } = difference;
  const path = pathOf(difference.keys, rule);
  const perhaps = renamedTo === undefined ? '' : `; perhaps it is ${JSON.stringify(renamedTo)} now`;
  return {
    effect,
    code,
    subject: subjectOf(rule),
    ...(path === '' ? {} : { path }),
    message: `${text}${perhaps}`,
    ...(renamedTo === undefined ? {} : { renamedTo }),
  };
}

/** A path as people write it: from the properties or traits on, where it leads there. */
function pathOf(keys: readonly string[], { bag, type }: Rule): string {
  const isInBag = type !== 'COMMON' && keys[0] === bag && keys.length > 1;
  return propertyPath(isInBag ? keys.slice(1) : keys);
}

/** The first differences that break, in one sentence. */
export function reasonsText(rule: Rule, differences: readonly Difference[]): string {
  const breaking = differences.filter(({ effect }) => effect === 'breaking');
  const told = breaking.slice(0, MAX_REASONS).map(({ keys, text }) => {
    const path = pathOf(keys, rule);
    return path === '' ? text : `${path} ${text}`;
  });
  const more = breaking.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

const MAX_REASONS = 3;
