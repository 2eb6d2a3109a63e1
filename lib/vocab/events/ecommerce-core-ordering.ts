// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';
import type { Product } from './ecommerce-parts.js';

export interface ProductClicked extends Product {}

export interface ProductViewed extends Product {
  /** Currency code for the amounts. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Price times quantity. */
  readonly value?: number | undefined;
}

export interface ProductAdded extends Product {
  /** Cart that received the product. */
  readonly cart_id?: string | undefined;
}

export interface ProductRemoved extends Product {
  /** Cart that lost the product. */
  readonly cart_id?: string | undefined;
}

export interface CartViewed extends OpenFields {
  /** Cart key. */
  readonly cart_id?: string | undefined;
  /** Products in the cart. */
  readonly products?: readonly Product[] | undefined;
}

export interface CheckoutStarted extends OpenFields {
  /** Order or transaction key. */
  readonly order_id?: string | undefined;
  /** Store or channel where the order happened. */
  readonly affiliation?: string | undefined;
  /** Money value after discounts and coupons. */
  readonly value?: number | undefined;
  /** Amount earned, without shipping and tax. */
  readonly revenue?: number | undefined;
  /** Shipping charge. */
  readonly shipping?: number | undefined;
  /** Total tax. */
  readonly tax?: number | undefined;
  /** Total discount. */
  readonly discount?: number | undefined;
  /** Coupon used on the order. */
  readonly coupon?: string | undefined;
  /** Currency code for all amounts. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Every item in the cart. Always include it. */
  readonly products?: readonly Product[] | undefined;
}

export interface CheckoutStepViewed extends OpenFields {
  /** Checkout transaction key. */
  readonly checkout_id?: string | undefined;
  /** Ordinal of the checkout step. */
  readonly step?: number | undefined;
  /** Shipping choice; exact key spelling matters. */
  readonly shipping_method?: string | undefined;
  /** Payment choice; exact key spelling matters. */
  readonly payment_method?: string | undefined;
}

export interface CheckoutStepCompleted extends CheckoutStepViewed {}

export interface PaymentInfoEntered extends OpenFields {
  /** Checkout transaction key. */
  readonly checkout_id?: string | undefined;
  /** Order key. */
  readonly order_id?: string | undefined;
  /** Ordinal of the checkout step. */
  readonly step?: number | undefined;
  /** Shipping choice; exact key spelling matters. */
  readonly shipping_method?: string | undefined;
  /** Payment choice; exact key spelling matters. */
  readonly payment_method?: string | undefined;
}

export interface OrderUpdated extends OpenFields {
  /** Order or transaction key. */
  readonly order_id?: string | undefined;
  /** Store or channel where the order happened. */
  readonly affiliation?: string | undefined;
  /** Final amount charged. */
  readonly total?: number | undefined;
  /** Amount earned, without shipping and tax. */
  readonly revenue?: number | undefined;
  /** Shipping charge. */
  readonly shipping?: number | undefined;
  /** Total tax. */
  readonly tax?: number | undefined;
  /** Total discount. */
  readonly discount?: number | undefined;
  /** Coupon used on the order. */
  readonly coupon?: string | undefined;
  /** Currency code for all amounts. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Every item in the order. Always include it. */
  readonly products?: readonly Product[] | undefined;
}

export interface OrderCompleted extends OpenFields {
  /** Checkout key. */
  readonly checkout_id?: string | undefined;
  /** Order or transaction key. */
  readonly order_id?: string | undefined;
  /** Store or channel where the order happened. */
  readonly affiliation?: string | undefined;
  /** After discounts, before tax and shipping. */
  readonly subtotal?: number | undefined;
  /** Final amount charged. */
  readonly total?: number | undefined;
  /** Amount earned, without shipping and tax. */
  readonly revenue?: number | undefined;
  /** Shipping charge. */
  readonly shipping?: number | undefined;
  /** Total tax. */
  readonly tax?: number | undefined;
  /** Total discount. */
  readonly discount?: number | undefined;
  /** Coupon used on the order. */
  readonly coupon?: string | undefined;
  /** Currency code for all amounts. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Every item in the order. Always include it. */
  readonly products?: readonly Product[] | undefined;
}

export interface OrderRefunded extends OpenFields {
  /** Order or transaction key. */
  readonly order_id?: string | undefined;
  /** Final amount charged. */
  readonly total?: number | undefined;
  /** Currency code for all amounts. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Every refunded item. Always include it. */
  readonly products?: readonly Product[] | undefined;
}

export interface OrderCancelled extends OrderUpdated {}
