import type { MessageType } from '../message/message.js';
import type { SourceSettings, TraitSettings } from './document.js';
import { VIOLATION_KINDS, type ViolationKind } from './violation.js';

/**
 * What becomes of a message that is not as planned: it passes in silence (`allow`); it passes and is told (`warn`); the keys
 * at fault are left out (`omit`); it is dropped as `plan-violation` (`block`); the call throws (`throw`). Of several, the
 * last one in this order counts.
 */
export type Action = 'allow' | 'warn' | 'omit' | 'block' | 'throw';

export const ACTIONS: readonly Action[] = ['allow', 'warn', 'omit', 'block', 'throw'];

/** What can be treated apart: events and keys that the plan doesn't have, each kind of violation, and the COMMON rule. */
export type FindingKind = 'unplannedEvent' | 'unplannedProperty' | ViolationKind | 'common';

export const FINDING_KINDS: readonly FindingKind[] = [
  'unplannedEvent',
  'unplannedProperty',
  ...VIOLATION_KINDS,
  'common',
];

/** An action for each kind; `default` for those that are not named. */
export type ActionsByKind = { readonly [Kind in FindingKind | 'default']?: Action | undefined };

/** What becomes of messages that are not as planned: for all, or by call type, event and kind. The closest counts. */
export interface OnViolation extends ActionsByKind {
  readonly types?: { readonly [Type in MessageType]?: Action | ActionsByKind } | undefined;
  readonly events?: { readonly [Event: string]: Action | ActionsByKind } | undefined;
}

/** The action for each kind, for messages of one type and name. */
export type Actions = Readonly<Record<FindingKind, Action>>;

/** Which actions count for a message. */
export interface Policy {
  of(type: MessageType, name: string | undefined): Actions;
}

/** The stronger of two. */
export function stronger(one: Action, other: Action): Action {
  return ACTIONS.indexOf(one) < ACTIONS.indexOf(other) ? other : one;
}

/** A message or call with this action goes no further. */
export function isStop(action: Action): boolean {
  return action === 'block' || action === 'throw';
}

/** The policy of a program. */
export function policyOf(onViolation: Action | OnViolation): Policy {
  const all = typeof onViolation === 'string' ? { default: onViolation } : onViolation;
  const { types = {}, events = {}, ...rest } = all as OnViolation;
  const made = new Map<string, Actions>();
  const make = (type: MessageType, event: string | undefined): Actions => {
    const byEvent = event === undefined ? undefined : byKind(events[event]);
    const byType = byKind(types[type]);
    const action = (kind: FindingKind): Action =>
      byEvent?.[kind] ??
      byEvent?.default ??
      byType?.[kind] ??
      byType?.default ??
      rest[kind] ??
      rest.default ??
      'warn';
    return actionsBy(action);
  };
  return {
    of(type, name) {
      const event = name !== undefined && Object.hasOwn(events, name) ? name : undefined;
      const id = event === undefined ? type : `${type} ${event}`;
      let actions = made.get(id);
      if (actions === undefined) {
        actions = make(type, event);
        made.set(id, actions);
      }
      return actions;
    },
  };
}

function byKind(given: Action | ActionsByKind | undefined): ActionsByKind | undefined {
  return typeof given === 'string' ? { default: given } : given;
}

function actionsBy(action: (kind: FindingKind) => Action): Actions {
  return Object.fromEntries(FINDING_KINDS.map((kind) => [kind, action(kind)])) as Actions;
}

/** The policy that the settings of a source are: they tell everything, and stop or omit where something is not allowed. */
export function policyOfSettings({ track, identify, group }: SourceSettings): Policy {
  const byType = {
    track: settingsActions({
      unplannedEvent: forbids(track?.allowUnplannedEvents, 'block'),
      unplannedProperty: forbids(track?.allowUnplannedEventProperties, 'omit'),
      violation: stronger(
        forbids(track?.allowPropertiesOnViolations, 'omit'),
        forbids(track?.allowEventOnViolations, 'block'),
      ),
      common: onCommon(track?.commonEventOnViolations),
    }),
    identify: traitActions(identify),
    group: traitActions(group),
    // There are no settings for these: rules for them report, and stop nothing.
    page: settingsActions({}),
    screen: settingsActions({}),
    alias: settingsActions({}),
  };
  return { of: (type) => byType[type] };
}

interface SettingActions {
  readonly unplannedEvent?: Action;
  readonly unplannedProperty?: Action;
  readonly violation?: Action;
  readonly common?: Action;
}

function settingsActions({ violation = 'warn', ...rest }: SettingActions): Actions {
  const given = rest as Readonly<Partial<Record<FindingKind, Action>>>;
  const isViolation = (kind: FindingKind): boolean =>
    (VIOLATION_KINDS as readonly string[]).includes(kind);
  return actionsBy((kind) => (isViolation(kind) ? violation : (given[kind] ?? 'warn')));
}

function traitActions(settings: TraitSettings | undefined): Actions {
  return settingsActions({
    unplannedProperty: forbids(settings?.allowUnplannedTraits, 'omit'),
    violation: forbids(settings?.allowTraitsOnViolations, 'omit'),
    common: onCommon(settings?.commonEventOnViolations),
  });
}

function forbids(isAllowed: boolean | undefined, action: Action): Action {
  return isAllowed === false ? action : 'warn';
}

function onCommon(setting: string | undefined): Action {
  if (setting === 'BLOCK') return 'block';
  return setting?.startsWith('OMIT') ? 'omit' : 'warn';
}
