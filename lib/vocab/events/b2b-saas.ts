// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "B2B SaaS", with their properties. */
export interface B2bSaas {
  /** A new account is made. Its context has `groupId`. */
  readonly 'Account Created': AccountCreated;
  /** An account is deleted. Its context has `groupId`. */
  readonly 'Account Deleted': AccountDeleted;
  /** A user registers. Its context has `groupId`. */
  readonly 'Signed Up': SignedUp;
  /** A user logs in. Its context has `groupId`. */
  readonly 'Signed In': SignedIn;
  /** A user logs out. Its context has `groupId`. Client libraries should also reset stored identity. */
  readonly 'Signed Out': SignedOut;
  /** A user invites someone. Its context has `groupId`. */
  readonly 'Invite Sent': InviteSent;
  /** A user joins an account. Its context has `groupId`. */
  readonly 'Account Added User': AccountAddedUser;
  /** A user leaves an account. Its context has `groupId`. */
  readonly 'Account Removed User': AccountRemovedUser;
  /** A trial begins. Its context has `groupId`. */
  readonly 'Trial Started': TrialStarted;
  /** A trial ends. Its context has `groupId`. */
  readonly 'Trial Ended': TrialEnded;
}

export interface AccountCreated extends OpenFields {
  /** Account name. */
  readonly account_name?: string | undefined;
}

export interface AccountDeleted extends AccountCreated {}

export interface SignedUp extends OpenFields {
  /** Kind of signup, such as invited or organic. */
  readonly type?: string | undefined;
  /** Given name. */
  readonly first_name?: string | undefined;
  /** Family name. */
  readonly last_name?: string | undefined;
  /** Email address. An email address. */
  readonly email?: string | undefined;
  /** Phone number. */
  readonly phone?: string | undefined;
  /** Login name. */
  readonly username?: string | undefined;
  /** Title of the user. */
  readonly title?: string | undefined;
}

export interface SignedIn extends OpenFields {
  /** Login name. */
  readonly username?: string | undefined;
}

export interface SignedOut extends SignedIn {}

export interface InviteSent extends OpenFields {
  /** Invited person email. An email address. */
  readonly invitee_email?: string | undefined;
  /** Invited person given name. */
  readonly invitee_first_name?: string | undefined;
  /** Invited person family name. */
  readonly invitee_last_name?: string | undefined;
  /** Permission group offered. */
  readonly invitee_role?: string | undefined;
}

export interface AccountAddedUser extends OpenFields {
  /** Permission group given. */
  readonly role?: string | undefined;
}

export interface AccountRemovedUser extends OpenFields {}

export interface TrialStarted extends OpenFields {
  /** First day of the trial. A date or a time of ISO 8601. */
  readonly trial_start_date?: Date | string | undefined;
  /** Last day of the trial. A date or a time of ISO 8601. */
  readonly trial_end_date?: Date | string | undefined;
  /** Plan being tried. */
  readonly trial_plan_name?: string | undefined;
}

export interface TrialEnded extends TrialStarted {}
