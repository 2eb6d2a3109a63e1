import type { Connection, PlanDocument, SourceSettings } from '../document.js';
import type { PlanChange } from './change.js';
import type { Effect } from './difference.js';

/** What changed about the sources of a plan. */
export function settingsChanges(before: PlanDocument, after: PlanDocument): readonly PlanChange[] {
  const [was, is] = [bySource(before.connections), bySource(after.connections)];
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  return ids.flatMap((id): readonly PlanChange[] => {
    const subject = `source ${JSON.stringify(id)}`;
    const [old, now] = [was.get(id), is.get(id)];
    if (old !== undefined && now !== undefined) return changesOf(subject, old, now);
    if (now === undefined) {
      const message = 'is no longer held to the plan';
      return [{ effect: 'safe', code: 'source-removed', subject, message }];
    }
    const strict = changesOf(subject, {}, now).filter(({ effect }) => effect === 'breaking');
    const message = ['is held to the plan now', ...strict.map((change) => change.message)].join(
      '; ',
    );
    const effect = strict.length > 0 ? 'breaking' : 'safe';
    return [{ effect, code: 'source-added', subject, message }];
  });
}

/** The first counts, where one source is there twice. */
function bySource(connections: readonly Connection[] = []): ReadonlyMap<string, SourceSettings> {
  return new Map(
    connections.toReversed().map(({ sourceId, settings = {} }) => [sourceId, settings]),
  );
}

const FLAGS = [
  ['track', 'allowUnplannedEvents', 'unplanned events', 'blocked'],
  ['track', 'allowUnplannedEventProperties', 'unplanned properties', 'left out'],
  ['track', 'allowEventOnViolations', 'events that break the plan', 'blocked'],
  ['track', 'allowPropertiesOnViolations', 'properties that break the plan', 'left out'],
  ['identify', 'allowUnplannedTraits', 'unplanned traits of identify', 'left out'],
  ['identify', 'allowTraitsOnViolations', 'traits of identify that break the plan', 'left out'],
  ['group', 'allowUnplannedTraits', 'unplanned traits of group', 'left out'],
  ['group', 'allowTraitsOnViolations', 'traits of group that break the plan', 'left out'],
] as const;
const TARGETS = [
  ['forwardingViolationsTo', 'violations'],
  ['forwardingBlockedEventsTo', 'blocked events'],
] as const;
const STRICTNESS = ['ALLOW', 'OMIT', 'BLOCK'];

function changesOf(
  subject: string,
  was: SourceSettings,
  is: SourceSettings,
): readonly PlanChange[] {
  const change = (effect: Effect, message: string): PlanChange => {
    return { effect, code: 'settings-changed', subject, message };
  };
  const flags = FLAGS.flatMap(([call, name, what, done]) => {
    const [before, after] = [was, is].map((settings) => flagIn(settings[call], name));
    if (before === after) return [];
    return after === false
      ? change('breaking', `${what} are ${done} now`)
      : change('safe', `${what} pass now`);
  });
  const common = (['track', 'identify', 'group'] as const).flatMap((call) => {
    const [before = 0, after = 0] = [was, is].map((settings) => strictnessOf(settings[call]));
    if (before === after) return [];
    const effect = after > before ? 'breaking' : 'safe';
    const done = ['pass', 'lose what breaks it', 'are blocked'][after];
    return change(effect, `${call} calls that break the COMMON rule ${done} now`);
  });
  const targets = TARGETS.flatMap(([name, what]) => {
    if (was[name] === is[name]) return [];
    const target = is[name] === undefined ? 'nowhere' : `to ${JSON.stringify(is[name])}`;
    return change('safe', `${what} are forwarded ${target} now`);
  });
  return [...flags, ...common, ...targets];
}

/** What is left out is allowed. */
function flagIn(settings: object | undefined, name: string): boolean {
  return (settings as Readonly<Record<string, unknown>> | undefined)?.[name] !== false;
}

function strictnessOf(
  settings: { readonly commonEventOnViolations?: string | undefined } | undefined,
): number {
  const [action = 'ALLOW'] = settings?.commonEventOnViolations?.split('_') ?? [];
  return STRICTNESS.indexOf(action);
}
