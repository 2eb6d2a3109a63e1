// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';
import type { CartSharedProduct } from './ecommerce-parts.js';

export interface ProductShared extends OpenFields {
  /** Channel used to share. */
  readonly share_via?: string | undefined;
  /** Text the sender wrote. */
  readonly share_message?: string | undefined;
  /** Who received it. */
  readonly recipient?: string | undefined;
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
  /** Address of the product page. An absolute URL. */
  readonly url?: string | undefined;
  /** Address of the product picture. An absolute URL. */
  readonly image_url?: string | undefined;
}

export interface CartShared extends OpenFields {
  /** Channel used to share. */
  readonly share_via?: string | undefined;
  /** Text the sender wrote. */
  readonly share_message?: string | undefined;
  /** Who received it. */
  readonly recipient?: string | undefined;
  /** Cart key. */
  readonly cart_id?: string | undefined;
  /** Products in the cart. */
  readonly products?: readonly CartSharedProduct[] | undefined;
}
