// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "Names the platform itself produces or reserves", with their properties. */
export interface Platform {
  /** One tracking-plan violation is forwarded to a source. Its context has `app`, `library`. userId is the constant schema-violations. A top-level forwardedFromProject carries the origin source. Hidden from the source schema view; visible in the debugger. */
  readonly 'Violation Generated': ViolationGenerated;
  /** End user gives or changes consent. Its context has `consent`. Ingest rejects it when preferences are missing or not boolean. */
  readonly 'Segment Consent Preference Updated': SegmentConsentPreferenceUpdated;
}

export interface ViolationGenerated extends OpenFields {
  /** App version of the offending event. */
  readonly appVersion?: string | undefined;
  /** messageId of the offending event. */
  readonly eventMessageID?: string | undefined;
  /** Name of the offending event. */
  readonly eventName?: string | undefined;
  /** sentAt of the offending event. A date or a time of ISO 8601. */
  readonly eventSentAt?: Date | string | undefined;
  /** timestamp of the offending event. A date or a time of ISO 8601. */
  readonly eventTimestamp?: Date | string | undefined;
  /** Call type of the offending event. */
  readonly eventType?: string | undefined;
  /** Source key. */
  readonly sourceID?: string | undefined;
  /** Source label. */
  readonly sourceName?: string | undefined;
  /** Source slug. */
  readonly sourceSlug?: string | undefined;
  /** Plan key. */
  readonly trackingPlanID?: string | undefined;
  /** Plan label. */
  readonly trackingPlanName?: string | undefined;
  /** What is wrong. */
  readonly violationDescription?: string | undefined;
  /** Path that is wrong. */
  readonly violationField?: string | undefined;
  /** Kind of violation. */
  readonly violationType?: string | undefined;
}

export interface SegmentConsentPreferenceUpdated extends OpenFields {}
