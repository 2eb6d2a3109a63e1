// Written by scripts/vocab.mjs from scripts/vocab/events.json. Change that, and run it again.

import type { OpenFields } from '../../message/open-fields.js';

/** The events of the vocabulary "Native mobile", with their properties. */
export interface Mobile {
  /** App is opened for the first time. Sent on first open, not on download; never waits for attribution. */
  readonly 'Application Installed': ApplicationInstalled;
  /** App is launched or foregrounded again. */
  readonly 'Application Opened': ApplicationOpened;
  /** App goes to background. */
  readonly 'Application Backgrounded': ApplicationBackgrounded;
  /** App returns to foreground. */
  readonly 'Application Foregrounded': ApplicationForegrounded;
  /** First open after an update. Replaces Application Opened for that launch. */
  readonly 'Application Updated': ApplicationUpdated;
  /** App is removed. Comes from partners, often by silent push. */
  readonly 'Application Uninstalled': ApplicationUninstalled;
  /** A crash report arrives. Never auto-collected. */
  readonly 'Application Crashed': ApplicationCrashed;
  /** Install source becomes known. Arrives after install; not every install has one. */
  readonly 'Install Attributed': InstallAttributed;
  /** App receives a push. */
  readonly 'Push Notification Received': PushNotificationReceived;
  /** User taps a push. */
  readonly 'Push Notification Tapped': PushNotificationTapped;
  /** A push cannot be delivered. */
  readonly 'Push Notification Bounced': PushNotificationBounced;
  /** App is opened by a referring link. Sent in addition to Application Opened. */
  readonly 'Deep Link Opened': DeepLinkOpened;
  /** A deep link is clicked upstream. Documented url has no scheme. */
  readonly 'Deep Link Clicked': DeepLinkClicked;
}

export interface ApplicationInstalled extends OpenFields {
  /** Installed version. */
  readonly version?: string | undefined;
  /** Build number. */
  readonly build?: string | undefined;
}

export interface ApplicationOpened extends OpenFields {
  /** Came from background rather than cold start. */
  readonly from_background?: boolean | undefined;
  /** URL that opened the app; iOS only. An absolute URL. */
  readonly url?: string | undefined;
  /** App that opened this one. */
  readonly referring_application?: string | undefined;
  /** Installed version. */
  readonly version?: string | undefined;
  /** Build number. */
  readonly build?: string | undefined;
}

export interface ApplicationBackgrounded extends OpenFields {}

export interface ApplicationForegrounded extends OpenFields {}

export interface ApplicationUpdated extends OpenFields {
  /** Version before. */
  readonly previous_version?: string | undefined;
  /** Build before. */
  readonly previous_build?: string | undefined;
  /** New version. */
  readonly version?: string | undefined;
  /** New build. */
  readonly build?: string | undefined;
}

export interface ApplicationUninstalled extends OpenFields {}

export interface ApplicationCrashed extends OpenFields {}

export interface InstallAttributedCampaign extends OpenFields {
  /** Network or push provider. */
  readonly source?: string | undefined;
  /** Campaign name. */
  readonly name?: string | undefined;
  /** Kind of link used. */
  readonly medium?: string | undefined;
  /** Campaign or push text. */
  readonly content?: string | undefined;
  /** Ad creative name. */
  readonly ad_creative?: string | undefined;
  /** Ad group name. */
  readonly ad_group?: string | undefined;
}

export interface InstallAttributed extends OpenFields {
  /** Attribution provider. */
  readonly provider?: string | undefined;
  /** Campaign details. */
  readonly campaign?: InstallAttributedCampaign | undefined;
}

export interface Campaign extends OpenFields {
  /** Campaign name. */
  readonly name?: string | undefined;
  /** Kind of link used. */
  readonly medium?: string | undefined;
  /** Campaign or push text. */
  readonly content?: string | undefined;
  /** Network or push provider. */
  readonly source?: string | undefined;
}

export interface PushNotificationReceived extends OpenFields {
  /** Campaign details. */
  readonly campaign?: Campaign | undefined;
}

export interface PushNotificationTapped extends OpenFields {
  /** Custom action tapped. */
  readonly action?: string | undefined;
  /** Campaign details. */
  readonly campaign?: Campaign | undefined;
}

export interface PushNotificationBounced extends PushNotificationTapped {}

export interface DeepLinkOpened extends OpenFields {
  /** Deep link provider. */
  readonly provider?: string | undefined;
  /** App URL opened. An absolute URL. */
  readonly url?: string | undefined;
}

export interface DeepLinkClicked extends OpenFields {
  /** Deep link provider. */
  readonly provider?: string | undefined;
  /** Link that was clicked. */
  readonly url?: string | undefined;
}
