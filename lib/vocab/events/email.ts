// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "Email", with their properties. */
export interface Email {
  /** Mail server refuses the message. Its context has `traits`. */
  readonly 'Email Bounced': EmailBounced;
  /** Mail server accepts the message. Its context has `traits`. */
  readonly 'Email Delivered': EmailDelivered;
  /** Recipient clicks a link. Its context has `ip`, `traits`, `user_agent`. */
  readonly 'Email Link Clicked': EmailLinkClicked;
  /** Recipient reports spam. Its context has `ip`, `traits`, `user_agent`. */
  readonly 'Email Marked as Spam': EmailMarkedAsSpam;
  /** Recipient opens the message. Its context has `ip`, `traits`, `user_agent`. */
  readonly 'Email Opened': EmailOpened;
  /** Recipient unsubscribes. Its context has `ip`, `traits`, `user_agent`. */
  readonly Unsubscribed: Unsubscribed;
}

export interface EmailBounced extends OpenFields {
  /** Email key. */
  readonly email_id?: string | undefined;
  /** Subject line. */
  readonly email_subject?: string | undefined;
  /** Campaign key. */
  readonly campaign_id?: string | undefined;
  /** Campaign label. */
  readonly campaign_name?: string | undefined;
}

export interface EmailDelivered extends EmailBounced {}

export interface EmailLinkClicked extends OpenFields {
  /** Email key. */
  readonly email_id?: string | undefined;
  /** Subject line. */
  readonly email_subject?: string | undefined;
  /** Campaign key. */
  readonly campaign_id?: string | undefined;
  /** Campaign label. */
  readonly campaign_name?: string | undefined;
  /** Link key. */
  readonly link_id?: string | undefined;
  /** Link target. An absolute URL. */
  readonly link_url?: string | undefined;
}

export interface EmailMarkedAsSpam extends EmailBounced {}

export interface EmailOpened extends EmailBounced {}

export interface Unsubscribed extends OpenFields {
  /** Email key. */
  readonly email_id?: string | undefined;
  /** Subject line. */
  readonly email_subject?: string | undefined;
  /** Campaign key. */
  readonly campaign_id?: string | undefined;
  /** Campaign label. */
  readonly campaign_name?: string | undefined;
  /** List key. */
  readonly list_id?: string | undefined;
  /** List label. */
  readonly list_name?: string | undefined;
}
