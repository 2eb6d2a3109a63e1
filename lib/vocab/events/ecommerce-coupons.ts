// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface CouponEntered extends OpenFields {
  /** Order key, when one applies. */
  readonly order_id?: string | undefined;
  /** Cart key, when one applies. */
  readonly cart_id?: string | undefined;
  /** Coupon key. */
  readonly coupon_id?: string | undefined;
}

export interface CouponApplied extends OpenFields {
  /** Order key, when one applies. */
  readonly order_id?: string | undefined;
  /** Cart key, when one applies. */
  readonly cart_id?: string | undefined;
  /** Coupon key. */
  readonly coupon_id?: string | undefined;
  /** Coupon label. */
  readonly coupon_name?: string | undefined;
  /** Money the coupon saved. */
  readonly discount?: number | undefined;
}

export interface CouponDenied extends OpenFields {
  /** Order key, when one applies. */
  readonly order_id?: string | undefined;
  /** Cart key, when one applies. */
  readonly cart_id?: string | undefined;
  /** Coupon key. */
  readonly coupon_id?: string | undefined;
  /** Coupon label. */
  readonly coupon_name?: string | undefined;
  /** Why it was refused. */
  readonly reason?: string | undefined;
}

export interface CouponRemoved extends OpenFields {
  /** Order key, when one applies. */
  readonly order_id?: string | undefined;
  /** Cart key, when one applies. */
  readonly cart_id?: string | undefined;
  /** Coupon key. */
  readonly coupon_id?: string | undefined;
  /** Coupon label. */
  readonly coupon_name?: string | undefined;
  /** Money the coupon had saved. */
  readonly discount?: number | undefined;
}
