import type { PlanDocument } from '../document.js';
import { alikeIn, almostAlikeIn, type SimilarNames } from '../similar-names.js';
import { VALUE_LIKE } from '../value-like.js';
import { casingOf, inCasing, isWritten } from './casing.js';
import { actionTip } from './event-action.js';
import { type Placed, placedRules, quoted, type Tip } from './tip.js';

const ADVISED = 'Title Case';

/** What could be better about the names of events. */
export function eventNameTips(document: PlanDocument): readonly Tip[] {
  const events = firstOfEach(placedRules(document, 'TRACK'));
  const steady = new Map([...events].filter(([name]) => valueIn(name) === undefined));
  return [
    ...dynamicTips(events),
    ...casingTips(steady),
    ...[...steady].flatMap(([name, { path }]) => actionTip(name, [...path, 'key'])),
    ...alikeTips(steady),
  ];
}

/** Each name once, whatever versions it has. */
function firstOfEach(rules: readonly Placed[]): ReadonlyMap<string, Placed> {
  const events = new Map<string, Placed>();
  for (const placed of rules) {
    const { key = '' } = placed.rule;
    if (!events.has(key)) events.set(key, placed);
  }
  return events;
}

function dynamicTips(events: ReadonlyMap<string, Placed>): readonly Tip[] {
  return [...events].flatMap(([name, { path }]) => {
    const value = valueIn(name);
    if (value === undefined) return [];
    const message = `The name ${quoted(name)} has a value in it, so that every value is an event of its own: move ${quoted(value)} into a property.`;
    return { code: 'event-dynamic', path: [...path, 'key'], message } as const;
  });
}

function casingTips(events: ReadonlyMap<string, Placed>): readonly Tip[] {
  const names = [...events.keys()];
  if (names.length === 0) return [];
  const casing = casingOf(names, ADVISED);
  const strays = [...events].flatMap(([name, { path }]): Tip[] => {
    if (isWritten(name, casing)) return [];
    const message = `Most events of the plan are in ${casing}, and ${quoted(name)} is not: ${quoted(inCasing(name, casing))} would be.`;
    return [{ code: 'event-casing', path: [...path, 'key'], message }];
  });
  if (casing === ADVISED) return strays;
  const message = `Events are named in ${casing}; ${ADVISED} is advised, as the industry vocabularies have it: ${quoted(inCasing(names[0] ?? '', ADVISED))}.`;
  return [...strays, { code: 'event-style', path: ['rules'], message }];
}

function alikeTips(events: ReadonlyMap<string, Placed>): readonly Tip[] {
  const names = [...events.keys()];
  return [...alikeIn(names), ...almostAlikeIn(names)].flatMap((pair): Tip[] => {
    const placed = events.get(pair.other);
    if (placed === undefined) return [];
    const path = [...placed.path, 'key'];
    return [{ code: 'event-alike', path, message: alikeText(pair) }];
  });
}

function alikeText({ one, other, difference }: SimilarNames): string {
  const how =
    difference === 'letter' ? 'one letter' : 'the case of letters, spaces and the like alone';
  return `${quoted(other)} and ${quoted(one)} differ in ${how}: if they are one event, keep one of them.`;
}

/** The part of a name that looks like a value: a placeholder, an address, an id, a date or a long number. */
function valueIn(name: string): string | undefined {
  const placeholder = PLACEHOLDER.exec(name)?.[0];
  if (placeholder !== undefined) return placeholder;
  return name
    .split(/[\s/,;()_]+/)
    .concat(name.split(/[\s/,;()]+/))
    .find((part) => VALUES.some((value) => value.test(part)));
}

const PLACEHOLDER = /\$?\{[^}]*\}|<[^>]+>|%[sd]\b|(?:^|[\s/]):[A-Za-z]\w*/;
const VALUES: readonly RegExp[] = [
  ...VALUE_LIKE,
  /^https?:/i,
  /^\d{4}-\d\d$/,
  /^\d{1,2}[./]\d{1,2}[./]\d{2,4}$/,
  /(?<!\d)\d{4,}/,
];
