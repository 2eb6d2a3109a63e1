// Made by `waybill plan types` from the plan "Storefront and accounts". Change the plan, and make it again.
/* eslint-disable */
// biome-ignore-all format: made by a program
// biome-ignore-all lint: made by a program
import type { Analytics, Callback, Id, MessageContext, Receipt, Scope, TrackCall } from 'waybill';

/** Who a call is about: one of the two is needed. */
export type Identity = { readonly anonymousId: Id } | { readonly userId: Id };

/** The same where a scope may have said it. */
export interface ScopedIdentity {
  readonly userId?: Id | undefined;
  readonly anonymousId?: Id | undefined;
}

/** What every call may carry. */
export interface CallFields extends Omit<TrackCall, 'event' | 'properties' | 'userId' | 'anonymousId'> {}

type Call<Who> = CallFields & Who;

/** Properties may be left out where none of them is needed. */
type With<Properties> = {} extends Properties
  ? { readonly properties?: Properties | undefined }
  : { readonly properties: Properties };

/** The calls of the plan. `Who` says who they are about. */
export interface TypedAnalytics<Who extends ScopedIdentity = Identity> {
  /** Any event of the plan by its name; of several versions the oldest. */
  track<Name extends keyof Events>(
    call: Call<Who> & { readonly event: Name } & With<Events[Name]>,
    callback?: Callback,
  ): Receipt;

  /**
   * Who a user is.
   *
   * - Who are our customers, and which plan are they on?
   *
   * For Lifecycle marketing.
   * Goes to Warehouses, Mailchimp.
   */
  identify(call: Call<Who> & { readonly traits?: IdentifyTraits | undefined }, callback?: Callback): Receipt;

  /**
   * Which account or organization a user belongs to.
   *
   * - Which companies use the product?
   *
   * For Customer success.
   * Goes to Warehouses, Salesforce.
   */
  group(
    call: Call<Who> & { readonly groupId: Id } & { readonly traits: GroupTraits },
    callback?: Callback,
  ): Receipt;

  /** A page of the plan. */
  page<Name extends keyof Pages>(
    call: Call<Who> & { readonly name: Name; readonly category?: string | undefined } & With<Pages[Name]>,
    callback?: Callback,
  ): Receipt;

  /** A screen of the plan. */
  screen<Name extends keyof Screens>(
    call: Call<Who> & { readonly name: Name; readonly category?: string | undefined } & With<Screens[Name]>,
    callback?: Callback,
  ): Receipt;

  /**
   * Order Completed
   *
   * - How much do we sell, and of what?
   * - Which campaigns lead to orders?
   *
   * For Finance, Merchandising.
   * Goes to Warehouses, Google Analytics, Facebook Pixel.
   */
  orderCompleted(call: Call<Who> & { readonly properties: OrderCompleted }, callback?: Callback): Receipt;

  /**
   * Order Completed, with subtotal (version 2)
   *
   * - How large is the basket before tax and shipping?
   *
   * For Finance.
   * Goes to Warehouses.
   */
  orderCompletedV2(call: Call<Who> & { readonly properties: OrderCompletedV2 }, callback?: Callback): Receipt;

  /**
   * Product Viewed
   *
   * - Which products draw interest?
   *
   * For Merchandising.
   * Goes to Amplitude, Facebook Pixel.
   */
  productViewed(call: Call<Who> & { readonly properties: ProductViewed }, callback?: Callback): Receipt;

  /**
   * Signed Up
   *
   * - How many people register, and how did they come?
   *
   * For Growth.
   * Goes to Warehouses, Mailchimp, Amplitude.
   */
  signedUp(call: Call<Who> & { readonly properties: SignedUp }, callback?: Callback): Receipt;

  /**
   * Subscription Cancelled
   *
   * - Why do subscribers leave?
   *
   * For Billing, Customer success.
   * Goes to Warehouses.
   */
  subscriptionCancelled(call: Call<Who> & { readonly properties: SubscriptionCancelled }, callback?: Callback): Receipt;
}

/** A message names the version of its event, where that is not the oldest. */
function versioned(context: MessageContext | undefined, version: number): MessageContext {
  return { ...context, protocols: { ...context?.protocols, event_version: version } };
}

/** The calls of the plan on a client, or on a scope, which may have said who they are about. */
export function typed(analytics: Analytics): TypedAnalytics;
export function typed(scope: Scope): TypedAnalytics<ScopedIdentity>;
export function typed(client: Pick<Scope, 'track' | 'identify' | 'group' | 'page' | 'screen'>): TypedAnalytics<ScopedIdentity> {
  return {
    track: (call, callback) => client.track(call, callback),
    identify: (call, callback) => client.identify(call, callback),
    group: (call, callback) => client.group(call, callback),
    page: (call, callback) => client.page(call, callback),
    screen: (call, callback) => client.screen(call, callback),
    orderCompleted: (call, callback) => client.track({ ...call, event: 'Order Completed' }, callback),
    orderCompletedV2: (call, callback) => client.track({ ...call, context: versioned(call.context, 2), event: 'Order Completed' }, callback),
    productViewed: (call, callback) => client.track({ ...call, event: 'Product Viewed' }, callback),
    signedUp: (call, callback) => client.track({ ...call, event: 'Signed Up' }, callback),
    subscriptionCancelled: (call, callback) => client.track({ ...call, event: 'Subscription Cancelled' }, callback),
  };
}

/** The events of the plan, and their properties. */
export interface Events {
  readonly 'Order Completed': OrderCompleted;
  readonly 'Product Viewed': ProductViewed;
  readonly 'Signed Up': SignedUp;
  readonly 'Subscription Cancelled': SubscriptionCancelled;
}

/** The pages of the plan, and their properties. */
export interface Pages {
  readonly 'Pricing': PricingPage;
}

/** The screens of the plan, and their properties. */
export interface Screens {
  readonly 'Cart': CartScreen;
}

/** Traits of identify. */
export interface IdentifyTraits {
  /** When the account was made. */
  readonly createdAt?: Date | string | undefined;
  /** Email address. Format: email. */
  readonly email?: string | undefined;
  /** Given name. */
  readonly firstName?: string | undefined;
  /** Family name. */
  readonly lastName?: string | undefined;
  /** Plan. */
  readonly plan?: 'free' | 'pro' | 'enterprise' | undefined;
}

/** Traits of group. */
export interface GroupTraits {
  /** Head count. */
  readonly employees?: number | undefined;
  /** Industry. */
  readonly industry?: string | undefined;
  /** Company name. */
  readonly name: string;
  /** Plan. */
  readonly plan?: string | undefined;
}

/** Properties of `Pricing`. */
export interface PricingPage {
  /** URL path. */
  readonly path?: string | undefined;
  /** Previous URL. */
  readonly referrer?: string | undefined;
  /** Query string. */
  readonly search?: string | undefined;
  /** Page title. */
  readonly title?: string | undefined;
  /** Full URL. */
  readonly url: string;
}

/** Properties of `Cart`. */
export interface CartScreen {
  /** Cart key. */
  readonly cart_id?: string | undefined;
}

/** Properties of `Order Completed`. */
export interface OrderCompleted {
  /** Coupon used. */
  readonly coupon?: string | null | undefined;
  /** Currency code. Matches `^[A-Z]{3}$`. */
  readonly currency?: string | undefined;
  /** Order key. */
  readonly order_id: string;
  /** Items bought. At least 1 item. */
  readonly products: readonly {
    /** Category. */
    readonly category?: string | undefined;
    /** Product name. */
    readonly name?: string | undefined;
    /** Unit price. At least 0. */
    readonly price: number;
    /** Product key. */
    readonly product_id: string;
    /** Units bought. A whole number. At least 1. */
    readonly quantity: number;
    /** Stock code. */
    readonly sku?: string | undefined;
  }[];
  /** Earned amount. */
  readonly revenue?: number | undefined;
  /** Charged amount. At least 0. */
  readonly total?: number | undefined;
}

/** Properties of `Order Completed` in version 2. */
export interface OrderCompletedV2 {
  /** Coupon used. */
  readonly coupon?: string | null | undefined;
  /** Currency code. Matches `^[A-Z]{3}$`. */
  readonly currency?: string | undefined;
  /** Order key. */
  readonly order_id: string;
  /** Items bought. At least 1 item. */
  readonly products: readonly {
    /** Category. */
    readonly category?: string | undefined;
    /** Product name. */
    readonly name?: string | undefined;
    /** Unit price. At least 0. */
    readonly price: number;
    /** Product key. */
    readonly product_id: string;
    /** Units bought. A whole number. At least 1. */
    readonly quantity: number;
    /** Stock code. */
    readonly sku?: string | undefined;
  }[];
  /** Earned amount. */
  readonly revenue?: number | undefined;
  /** Before tax and shipping. */
  readonly subtotal: number;
  /** Charged amount. At least 0. */
  readonly total?: number | undefined;
}

/** Properties of `Product Viewed`. */
export interface ProductViewed {
  /** Category. */
  readonly category?: string | undefined;
  /** Currency code. Matches `^[A-Z]{3}$`. */
  readonly currency?: string | undefined;
  /** Product name. */
  readonly name?: string | undefined;
  /** Unit price. At least 0. */
  readonly price?: number | undefined;
  /** Product key. */
  readonly product_id: string;
  /** Season of the offer. */
  readonly season?: 'fall' | 'winter' | 'spring' | 'summer' | undefined;
  /** Stock code. */
  readonly sku?: string | undefined;
}

/** Properties of `Signed Up`. */
export interface SignedUp {
  /** Email address. Format: email. */
  readonly email?: string | undefined;
  /** Kind of signup. */
  readonly type: 'organic' | 'invited';
}

/** Properties of `Subscription Cancelled`. */
export interface SubscriptionCancelled {
  /** Why they left. */
  readonly reason?: 'price' | 'missing feature' | 'switched' | 'other' | undefined;
  /** Subscription key. */
  readonly subscription_id: string;
}
