// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { Product } from './ecommerce-parts.js';

export interface ProductAddedToWishlist extends Product {
  /** Wishlist key. */
  readonly wishlist_id?: string | undefined;
  /** Wishlist label. */
  readonly wishlist_name?: string | undefined;
}

export interface ProductRemovedFromWishlist extends ProductAddedToWishlist {}

export interface WishlistProductAddedToCart extends Product {
  /** Wishlist key. */
  readonly wishlist_id?: string | undefined;
  /** Wishlist label. */
  readonly wishlist_name?: string | undefined;
  /** Cart that received the product. */
  readonly cart_id?: string | undefined;
}
