import type { Fault } from '@waybill/workspace';

/** How the endpoint fails in the middle third of the traffic: each fault lasts until this share of it. */
const PHASES: readonly { readonly until: number; readonly fault: Fault | undefined }[] = [
  { until: 1 / 3, fault: undefined },
  { until: 0.45, fault: { kind: 'status', status: 503, retryAfterSeconds: 1 } },
  { until: 0.57, fault: { kind: 'reset' } },
  { until: 2 / 3, fault: { kind: 'lost-reply' } },
];

/** The fault at a share of the traffic. */
export function faultAt(share: number): Fault | undefined {
  return PHASES.find(({ until }) => share < until)?.fault;
}

/** What a fault is to somebody who watches. */
export function describeFault(fault: Fault | undefined): string {
  if (fault === undefined) return 'endpoint is well';
  if (fault.kind === 'reset') return 'endpoint cuts connections';
  if (fault.kind === 'lost-reply') return 'endpoint takes messages, its replies are lost';
  return `endpoint answers ${fault.status}`;
}
