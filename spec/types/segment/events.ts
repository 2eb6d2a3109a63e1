import type { Analytics, AnalyticsSettings, Context } from '@segment/analytics-node';

// Compiled, not run: listeners to every event of Segment's client.

export function listen(analytics: Analytics): void {
  analytics.on('error', ({ code, reason, ctx }) => {
    console.error(code.toUpperCase(), reason, ctx?.event.messageId, ctx?.failedDelivery()?.reason);
  });
  analytics.on('error', (err) => {
    const message = err.reason instanceof Error ? err.reason.message : String(err.reason);
    console.error(err.code, message, describe(err.ctx));
  });
  analytics.on('initialize', (settings: AnalyticsSettings) => console.log(settings.writeKey));
  analytics.on('register', (names) => console.log(names.join()));
  analytics.on('deregister', (names: string[]) => console.log(names.length));
  analytics.on('drained', () => console.log('nothing is pending'));
  analytics.on('call_after_close', (event) => {
    console.warn(event.type, event.userId, event.messageId, event.properties?.['total'] * 2);
  });
  analytics.on('http_request', ({ url, method, headers, body }) => {
    const { batch } = JSON.parse(body) as { batch: unknown[] };
    console.log(url.length, method.toLowerCase(), headers['User-Agent']?.length, batch.length);
  });
  analytics.on('http_response', ({ status, statusText, url, body, headers }) => {
    if (status >= 400) console.error(statusText.trim(), url.length, body.length, headers['date']);
  });
  for (const type of ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const) {
    analytics.on(type, (ctx) => console.log(describe(ctx)));
  }
}

/** On, once, off and emit, in chains and with listeners of many events. */
export function unlisten(analytics: Analytics): void {
  const onTrack = (ctx: Context): void => console.log(ctx.event.event);
  const onDrained = (): void => undefined;
  analytics
    .on('track', onTrack)
    .once('page', onTrack)
    .off('track', onTrack)
    .on('drained', onDrained);
  analytics.once('drained', onDrained);
  analytics.once('error', ({ reason }) => {
    throw reason;
  });
  analytics.once('http_response', ({ status }) => console.log(status.toFixed()));
  analytics.off('drained', onDrained);
  analytics.emit('drained');
  const same: Analytics = analytics.on('group', onTrack);
  same.on('alias', async (ctx) => {
    await Promise.resolve(ctx);
  });
}

function describe(ctx: Context | undefined): string {
  return `${ctx?.event.type} ${ctx?.event.userId} ${ctx?.attempts}`;
}

export function wrong(analytics: Analytics): void {
  // @ts-expect-error: an event that does not exist.
  analytics.on('tracks', () => undefined);
  // @ts-expect-error: not what this event gives.
  analytics.on('track', (count: number) => count);
}
