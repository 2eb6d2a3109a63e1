import type { Analytics } from '../../../lib/client/analytics.js';
import { aTrack } from '../../support/client.js';
import { status } from '../../support/service.js';
import type { Stage } from '../../support/stage.js';

const EVENTS = ['Product Viewed', 'Product Added', 'Checkout Started', 'Order Completed'];

/** A client that trades: most of its messages are delivered, some at the second attempt, and some are not. */
export async function aBusyShop(
  stage: Stage,
): Promise<{ readonly client: { readonly it: Analytics; trade(): Promise<void> } }> {
  const service = await stage.service();
  const it = stage.client(service, { onInvalid: 'drop' });
  return { client: { it, trade: () => trade(it, () => service.script(status(503)), service) } };
}

async function trade(
  client: Analytics,
  hiccup: () => void,
  service: Awaited<ReturnType<Stage['service']>>,
): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    for (let visitor = 0; visitor < 12; visitor += 1) {
      const event = EVENTS[visitor % EVENTS.length] as string;
      client.track(aTrack({ userId: `user-${visitor}`, event, properties: { round } }));
    }
    client.identify({ userId: `user-${round}`, traits: { plan: 'pro' } });
    if (round === 3) hiccup();
    await client.flush();
  }
  client.track(aTrack({ event: '' }));
  service.script(status(400));
  client.track(aTrack({ event: 'Coupon Applied' }));
  await client.flush();
  client.page({ userId: 'user-1', name: 'Home' });
  await client.flush();
}
