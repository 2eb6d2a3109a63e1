// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';
import type {
  Product,
  ProductListFilteredFilter,
  ProductListFilteredSort,
} from './ecommerce-parts.js';

export interface ProductsSearched extends OpenFields {
  /** What the visitor searched for. */
  readonly query?: string | object | undefined;
}

export interface ProductListViewed extends OpenFields {
  /** List that was shown. */
  readonly list_id?: string | undefined;
  /** Category that was shown. */
  readonly category?: string | undefined;
  /** Products shown in the list. */
  readonly products?: readonly Product[] | undefined;
}

export interface ProductListFiltered extends OpenFields {
  /** List that was shown. */
  readonly list_id?: string | undefined;
  /** Category that was shown. */
  readonly category?: string | undefined;
  /** Active filters. */
  readonly filters?: readonly ProductListFilteredFilter[] | undefined;
  /** Active sorts. */
  readonly sorts?: readonly ProductListFilteredSort[] | undefined;
  /** Products shown after filtering. */
  readonly products?: readonly Product[] | undefined;
}
