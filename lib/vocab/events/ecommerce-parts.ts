// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface Product extends OpenFields {
  /** Product key in your database. */
  readonly product_id?: string | undefined;
  /** Public stock code; may equal product_id. */
  readonly sku?: string | undefined;
  /** Category the product belongs to. */
  readonly category?: string | undefined;
  /** Product display name. */
  readonly name?: string | undefined;
  /** Brand that makes it. */
  readonly brand?: string | undefined;
  /** Chosen variant, such as size or colour. */
  readonly variant?: string | undefined;
  /** Unit price. */
  readonly price?: number | undefined;
  /** How many units. */
  readonly quantity?: number | undefined;
  /** Coupon code tied to this product. */
  readonly coupon?: string | undefined;
  /** Slot within the shown list. */
  readonly position?: number | undefined;
  /** Address of the product page. An absolute URL. */
  readonly url?: string | undefined;
  /** Address of the product picture. An absolute URL. */
  readonly image_url?: string | undefined;
}

export interface ProductListFilteredFilter extends OpenFields {
  /** Which filter is used. */
  readonly type?: string | undefined;
  /** Which option was chosen. */
  readonly value?: string | undefined;
}

export interface ProductListFilteredSort extends OpenFields {
  /** Which sort is used. */
  readonly type?: string | undefined;
  /** Sort direction or option. */
  readonly value?: string | undefined;
}

export interface CartSharedProduct extends OpenFields {
  /** Product key in your database. */
  readonly product_id?: string | undefined;
}
