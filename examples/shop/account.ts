import type { WorkspaceStats } from '@waybill/workspace';
import type { ShopAccount } from './shop-process.js';
import type { TrafficReport } from './traffic.js';

/** Everything that was counted, each by somebody else: the shoppers, the shop's handlers, its client, and the endpoint. */
export interface Account {
  readonly shoppers: TrafficReport;
  readonly shop: ShopAccount;
  readonly endpoint: WorkspaceStats;
}

/** Where the counts don't agree, in words. Nothing, when every call is accounted for. */
export function audit({ shoppers, shop, endpoint }: Account): readonly string[] {
  const { made, client } = shop;
  const { accepted, delivered, spooled, pending } = client;
  const dropped = sum(client.dropped);
  const refused = sum(client.refused);
  return [
    differ('calls', { "made by the shop's handlers": made, 'seen by the client': client.calls }),
    differ('calls', {
      'seen by the client': client.calls,
      'accepted or refused': accepted + refused,
    }),
    differ('messages', {
      accepted,
      'delivered, dropped, spooled or pending': delivered + dropped + spooled + pending,
    }),
    differ('messages', { delivered, 'at the endpoint': endpoint.unique }),
    pending === 0 ? undefined : `${pending} messages were pending when the shop had ended.`,
    sum(endpoint.rejected) === 0
      ? undefined
      : `${sum(endpoint.rejected)} messages were rejected by the endpoint.`,
    client.plan === undefined || client.plan.violating === 0
      ? undefined
      : `${client.plan.violating} messages were not as planned.`,
    shoppers.failed === 0 ? undefined : `${shoppers.failed} requests of shoppers failed.`,
  ].filter((problem) => problem !== undefined);
}

/** The sum of counts by reason. */
export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function differ(things: string, counts: Readonly<Record<string, number>>): string | undefined {
  if (new Set(Object.values(counts)).size === 1) return undefined;
  const parts = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  return `The numbers of ${things} differ: ${parts.join(', ')}.`;
}
