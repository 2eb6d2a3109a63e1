import { quoted } from './literal-text.js';
import type { PlannedCall, PlannedCalls } from './planned-calls.js';

/** The function that makes a client of the plan. */
export function implementation(calls: PlannedCalls): string {
  const plain = [
    ...(calls.events.length > 0 ? ['track'] : []),
    ...(calls.identify === undefined ? [] : ['identify']),
    ...(calls.group === undefined ? [] : ['group']),
    ...(calls.pages.length > 0 ? ['page'] : []),
    ...(calls.screens.length > 0 ? ['screen'] : []),
  ];
  const lines = [
    ...plain.map((name) => `${name}: (call, callback) => client.${name}(call, callback),`),
    ...calls.events.map(eventLine),
  ];
  const hasVersions = calls.events.some(({ version }) => version !== undefined);
  const client = plain.map(quoted).join(' | ');
  return [
    ...(hasVersions ? [VERSIONED] : []),
    `/** The calls of the plan on a client, or on a scope, which may have said who they are about. */
export function typed(analytics: Analytics): TypedAnalytics;
export function typed(scope: Scope): TypedAnalytics<ScopedIdentity>;
export function typed(client: Pick<Scope, ${client}>): TypedAnalytics<ScopedIdentity> {
  return {
${lines.map((line) => `    ${line}`).join('\n')}
  };
}`,
  ].join('\n\n');
}

const VERSIONED = `/** A message names the version of its event, where that is not the oldest. */
function versioned(context: MessageContext | undefined, version: number): MessageContext {
  return { ...context, protocols: { ...context?.protocols, event_version: version } };
}`;

function eventLine({ functionName, rule, version }: PlannedCall): string {
  const event = quoted(rule.key ?? '');
  const context = version === undefined ? '' : ` context: versioned(call.context, ${version}),`;
  return `${functionName}: (call, callback) => client.track({ ...call,${context} event: ${event} }, callback),`;
}
