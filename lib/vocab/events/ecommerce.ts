// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type {
  ProductListFiltered,
  ProductListViewed,
  ProductsSearched,
} from './ecommerce-browsing.js';
import type {
  CartViewed,
  CheckoutStarted,
  CheckoutStepCompleted,
  CheckoutStepViewed,
  OrderCancelled,
  OrderCompleted,
  OrderRefunded,
  OrderUpdated,
  PaymentInfoEntered,
  ProductAdded,
  ProductClicked,
  ProductRemoved,
  ProductViewed,
} from './ecommerce-core-ordering.js';
import type {
  CouponApplied,
  CouponDenied,
  CouponEntered,
  CouponRemoved,
} from './ecommerce-coupons.js';
import type { PromotionClicked, PromotionViewed } from './ecommerce-promotions.js';
import type { ProductReviewed } from './ecommerce-reviewing.js';
import type { CartShared, ProductShared } from './ecommerce-sharing.js';
import type {
  ProductAddedToWishlist,
  ProductRemovedFromWishlist,
  WishlistProductAddedToCart,
} from './ecommerce-wishlisting.js';

/** The events of the vocabulary "Ecommerce (v2)", with their properties. */
export interface Ecommerce {
  /** Visitor searches the catalogue. */
  readonly 'Products Searched': ProductsSearched;
  /** Visitor sees a product list or category. Some destinations reject arrays; check each one. */
  readonly 'Product List Viewed': ProductListViewed;
  /** @deprecated Use 'Product List Viewed'. */
  readonly 'Viewed Product Category': ProductListViewed;
  /** Visitor filters or sorts a list. Some destinations reject arrays; check each one. */
  readonly 'Product List Filtered': ProductListFiltered;
  /** Visitor sees an internal promotion. */
  readonly 'Promotion Viewed': PromotionViewed;
  /** @deprecated Use 'Promotion Viewed'. */
  readonly 'Viewed Promotion': PromotionViewed;
  /** Visitor clicks an internal promotion. */
  readonly 'Promotion Clicked': PromotionClicked;
  /** @deprecated Use 'Promotion Clicked'. */
  readonly 'Clicked Promotion': PromotionClicked;
  /** Visitor clicks a product. */
  readonly 'Product Clicked': ProductClicked;
  /** @deprecated Use 'Product Clicked'. */
  readonly 'Clicked Product': ProductClicked;
  /** Visitor sees one product in detail. Documented example sends currency in lower case. */
  readonly 'Product Viewed': ProductViewed;
  /** @deprecated Use 'Product Viewed'. */
  readonly 'Viewed Product': ProductViewed;
  /** Visitor puts a product in the cart. */
  readonly 'Product Added': ProductAdded;
  /** @deprecated Use 'Product Added'. */
  readonly 'Added Product': ProductAdded;
  /** Visitor takes a product out of the cart. */
  readonly 'Product Removed': ProductRemoved;
  /** @deprecated Use 'Product Removed'. */
  readonly 'Removed Product': ProductRemoved;
  /** Visitor opens the cart. Some destinations reject arrays; check each one. */
  readonly 'Cart Viewed': CartViewed;
  /** Visitor begins an order; lands after checkout button. Some destinations reject arrays; check each one. */
  readonly 'Checkout Started': CheckoutStarted;
  /** @deprecated Use 'Checkout Started'. */
  readonly 'Started Order': CheckoutStarted;
  /** A checkout step is shown. */
  readonly 'Checkout Step Viewed': CheckoutStepViewed;
  /** @deprecated Use 'Checkout Step Viewed'. */
  readonly 'Viewed Checkout Step': CheckoutStepViewed;
  /** A checkout step is finished. */
  readonly 'Checkout Step Completed': CheckoutStepCompleted;
  /** @deprecated Use 'Checkout Step Completed'. */
  readonly 'Completed Checkout Step': CheckoutStepCompleted;
  /** Payment details are accepted. */
  readonly 'Payment Info Entered': PaymentInfoEntered;
  /** An order changes. Some destinations reject arrays; check each one. */
  readonly 'Order Updated': OrderUpdated;
  /** @deprecated Use 'Order Updated'. */
  readonly 'Updated Order': OrderUpdated;
  /** Customer finishes an order. Some destinations reject arrays; check each one. total = subtotal + shipping + tax; revenue excludes shipping and tax. */
  readonly 'Order Completed': OrderCompleted;
  /** @deprecated Use 'Order Completed'. */
  readonly 'Completed Order': OrderCompleted;
  /** An order is refunded. Property table lists order_id only; prose asks for all items. */
  readonly 'Order Refunded': OrderRefunded;
  /** An order is cancelled. Some destinations reject arrays; check each one. */
  readonly 'Order Cancelled': OrderCancelled;
  /** A coupon code is typed in. */
  readonly 'Coupon Entered': CouponEntered;
  /** A coupon is accepted. */
  readonly 'Coupon Applied': CouponApplied;
  /** A coupon is refused. Documented example sends coupon instead of coupon_id. */
  readonly 'Coupon Denied': CouponDenied;
  /** A coupon is taken off. */
  readonly 'Coupon Removed': CouponRemoved;
  /** Customer saves a product. */
  readonly 'Product Added to Wishlist': ProductAddedToWishlist;
  /** Customer drops a saved product. */
  readonly 'Product Removed from Wishlist': ProductRemovedFromWishlist;
  /** Customer moves a saved product to cart. */
  readonly 'Wishlist Product Added to Cart': WishlistProductAddedToCart;
  /** Customer shares a product. */
  readonly 'Product Shared': ProductShared;
  /** Customer shares a cart. Some destinations reject arrays; check each one. */
  readonly 'Cart Shared': CartShared;
  /** Customer reviews a product. */
  readonly 'Product Reviewed': ProductReviewed;
}
