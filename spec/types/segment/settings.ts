import { Analytics, type AnalyticsSettings, type OAuthSettings } from '@segment/analytics-node';

// Compiled, not run: a program that was written for Segment's client. Only its import is to change.

/** Settings come from the environment of the program, part by part. */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>) {
  const settings: AnalyticsSettings = { writeKey: environment['WRITE_KEY'] ?? 'a-write-key' };
  settings.host = 'https://events.eu1.segmentapis.com';
  settings.path = '/v1/batch';
  settings.flushAt = 15;
  settings.maxEventsInBatch = 15;
  settings.flushInterval = 10_000;
  settings.maxRetries = 3;
  settings.httpRequestTimeout = 5_000;
  settings.maxTotalBackoffDuration = 43_200;
  settings.maxRateLimitDuration = 43_200;
  if (environment['NODE_ENV'] === 'test') settings.disable = true;
  if (environment['CLIENT_KEY'] !== undefined) settings.oauthSettings = oauth(environment);
  return settings;
}

function oauth({ CLIENT_KEY = '' }: Readonly<Record<string, string | undefined>>): OAuthSettings {
  const oauthSettings: OAuthSettings = {
    clientId: 'a-client',
    clientKey: CLIENT_KEY.replaceAll('\\n', '\n'),
    keyId: 'a-key',
  };
  oauthSettings.authServer = 'https://oauth2.eu1.segmentapis.com';
  oauthSettings.scope = 'tracking_api:write';
  oauthSettings.maxRetries = 3;
  return oauthSettings;
}

export const analytics = new Analytics(settingsFrom(process.env));
export const version: string = analytics.VERSION;

/** Factories take what the constructor takes. */
export function makeClient(...given: ConstructorParameters<typeof Analytics>): Analytics {
  return new Analytics(...given);
}
makeClient({ writeKey: 'a-write-key', flushAt: 1 });

// @ts-expect-error: the write key is needed.
makeClient({ flushAt: 1 });
// @ts-expect-error: a number is no text.
makeClient({ writeKey: 'a-write-key', flushAt: '1' });
