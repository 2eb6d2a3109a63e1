// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface ProductReviewed extends OpenFields {
  /** Product key. */
  readonly product_id?: string | undefined;
  /** Review key. */
  readonly review_id?: string | undefined;
  /** Review text. */
  readonly review_body?: string | undefined;
  /** Review score, sent as text. */
  readonly rating?: string | undefined;
}
