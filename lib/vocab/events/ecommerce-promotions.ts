// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

export interface PromotionViewed extends OpenFields {
  /** Promotion key. */
  readonly promotion_id?: string | undefined;
  /** Creative that was shown. */
  readonly creative?: string | undefined;
  /** Promotion name. */
  readonly name?: string | undefined;
  /** Where it was placed. */
  readonly position?: string | undefined;
}

export interface PromotionClicked extends PromotionViewed {}
