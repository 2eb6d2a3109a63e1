// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "A/B testing", with their properties. */
export interface AbTesting {
  /** Visitor sees a variation. Experiment tools send it themselves. */
  readonly 'Experiment Viewed': ExperimentViewed;
}

export interface ExperimentViewed extends OpenFields {
  /** Experiment key. */
  readonly experiment_id?: string | undefined;
  /** Experiment label. */
  readonly experiment_name?: string | undefined;
  /** Variation key. */
  readonly variation_id?: string | undefined;
  /** Variation label. */
  readonly variation_name?: string | undefined;
}
