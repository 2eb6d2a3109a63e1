import { Analytics } from '../client/analytics.js';
import type { AnalyticsOptions } from '../client/options.js';
import {
  aFunction,
  aSwitch,
  checkSetting,
  checkSettings,
  either,
  entriesOf,
  problem,
  type Rule,
  type Rules,
} from './check-settings.js';

/** A client that is there, or options to make one. */
export type ClientOrOptions = { readonly client: Analytics } | AnalyticsOptions;

const METHODS = ['scope', 'run', 'flush', 'close', 'emit'] as const;

/** A client of the package's other build is one, too. */
const aClient: Rule = {
  expected: 'a client, made by new Analytics(…)',
  isRight: (value) =>
    typeof value === 'object' &&
    value !== null &&
    METHODS.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
};

const SCOPE_RULES: Rules = {
  identify: aFunction,
  ambient: aSwitch,
  flush: either('never', 'response'),
};
const PLUGIN_RULES: Rules = { ...SCOPE_RULES, close: aSwitch, client: aClient };

/** @throws ValidationError for something that is no client. */
export function checkClient(client: unknown, call: string): void {
  checkSetting({ call, field: 'client', value: client, rule: aClient });
}

/**
 * Checks what was passed beside the client; `others` is what one framework has beside what all have.
 * @throws ValidationError for an option that is wrong or unknown.
 */
export function checkScopeOptions(call: string, options: unknown, others: Rules = {}): void {
  checkSettings(call, options, { ...SCOPE_RULES, ...others });
}

/** Options of a framework's plugin, taken apart: what is the plugin's, and the client that it is for. */
export function takeClient(
  call: string,
  options: unknown,
  ofFramework: readonly string[] = [],
): Analytics {
  const entries = entriesOf(call, options).filter(([name]) => !ofFramework.includes(name));
  const ours = Object.fromEntries(entries.filter(isOfPlugin));
  const rest = entries.filter((entry) => !isOfPlugin(entry));
  checkSettings(call, ours, PLUGIN_RULES);
  const { client } = ours;
  if (client === undefined) {
    return new Analytics(Object.fromEntries(rest) as unknown as AnalyticsOptions);
  }
  const [stray] = rest;
  if (stray === undefined) return client as Analytics;
  const [field, value] = stray;
  throw problem({ call, field, value, expected: 'left out beside a client' });
}

function isOfPlugin([name]: readonly [string, unknown]): boolean {
  return Object.hasOwn(PLUGIN_RULES, name);
}
