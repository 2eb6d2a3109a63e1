// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "Ecommerce (v1, legacy)", with their properties. @deprecated Use `Ecommerce`. */
export interface LegacyEcommerce {
  /** Visitor sees a category. */
  readonly 'Viewed Product Category': LegacyViewedProductCategory;
  /** Visitor sees a product. */
  readonly 'Viewed Product': LegacyViewedProduct;
  /** Visitor adds a product to cart. */
  readonly 'Added Product': LegacyAddedProduct;
  /** Visitor removes a product from cart. */
  readonly 'Removed Product': LegacyRemovedProduct;
  /** Customer finishes an order. No property table; fields come from the example. Some destinations want total instead of revenue. */
  readonly 'Order Completed': LegacyOrderCompleted;
  /** @deprecated Use 'Order Completed'. */
  readonly 'Completed Order': LegacyOrderCompleted;
}

export interface LegacyViewedProductCategory extends OpenFields {
  /** Category that was seen. */
  readonly category?: string | undefined;
}

export interface LegacyViewedProduct extends OpenFields {
  /** Product key in your database. */
  readonly id?: string | undefined;
  /** Public stock code. */
  readonly sku?: string | undefined;
  /** Product name. */
  readonly name?: string | undefined;
  /** Unit price. */
  readonly price?: number | undefined;
  /** Product category. */
  readonly category?: string | undefined;
}

export interface LegacyAddedProduct extends OpenFields {
  /** Product key in your database. */
  readonly id?: string | undefined;
  /** Public stock code. */
  readonly sku?: string | undefined;
  /** Product name. */
  readonly name?: string | undefined;
  /** Unit price. */
  readonly price?: number | undefined;
  /** How many units. */
  readonly quantity?: number | undefined;
  /** Product category. */
  readonly category?: string | undefined;
}

export interface LegacyRemovedProduct extends LegacyAddedProduct {}

export interface LegacyOrderCompletedProduct extends OpenFields {
  /** Product key in your database. */
  readonly id?: string | undefined;
  /** Public stock code. */
  readonly sku?: string | undefined;
  /** Product name. */
  readonly name?: string | undefined;
  /** Unit price. */
  readonly price?: number | undefined;
  /** How many units. */
  readonly quantity?: number | undefined;
  /** Product category. */
  readonly category?: string | undefined;
}

export interface LegacyOrderCompleted extends OpenFields {
  /** Order key. */
  readonly orderId?: string | undefined;
  /** Amount earned. */
  readonly revenue?: number | undefined;
  /** Shipping charge. */
  readonly shipping?: number | undefined;
  /** Total tax. */
  readonly tax?: number | undefined;
  /** Total discount. */
  readonly discount?: number | undefined;
  /** Coupon used. */
  readonly coupon?: string | undefined;
  /** Currency code. Three letters, as in ISO 4217. */
  readonly currency?: string | undefined;
  /** Every item in the order. Always include it. */
  readonly products?: readonly LegacyOrderCompletedProduct[] | undefined;
}
