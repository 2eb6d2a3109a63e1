import { INFER_LIMITS } from './limits.js';

/**
 * What somebody should know of a plan that was inferred: names that hold values, places with several types, objects whose keys
 * are data, and what there was no room for.
 */
export const REMARK_KINDS = [
  'dynamic-name',
  'names-left-out',
  'mixed-types',
  'dynamic-keys',
  'keys-left-out',
] as const;

export type RemarkKind = (typeof REMARK_KINDS)[number];

export interface Remark {
  readonly kind: RemarkKind;
  /** The rule, as people know it: `TRACK "Order Completed"`. */
  readonly rule?: string;
  /** Where in its messages: `properties.products.$.price`. */
  readonly path?: string;
  readonly message: string;
}

/** Remarks up to a bound, and how many there are beyond. */
export class Remarks {
  readonly list: Remark[] = [];
  more = 0;

  add(remark: Remark): void {
    if (this.list.length < INFER_LIMITS.remarks) this.list.push(remark);
    else this.more += 1;
  }
}
