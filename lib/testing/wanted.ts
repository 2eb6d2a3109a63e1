import type { MessageType } from '../message/message.js';
import { textOf } from './value-text.js';

/** The message that a test asks for. */
export interface Wanted {
  readonly type: MessageType;
  /** What it must have, at any depth: `{ event: 'Order Completed', properties: { total: 30 } }`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a test may ask of properties, traits and other fields: values, asymmetric matchers, patterns or functions. */
export type WantedFields = Readonly<Record<string, unknown>>;

export function wantedTrack(event?: unknown, properties?: unknown, fields?: unknown): Wanted {
  return { type: 'track', fields: present({ event, properties }, fields) };
}

export function wantedIdentify(userId?: unknown, traits?: unknown, fields?: unknown): Wanted {
  return { type: 'identify', fields: present({ userId: idOf(userId), traits }, fields) };
}

export function wantedGroup(groupId?: unknown, traits?: unknown, fields?: unknown): Wanted {
  return { type: 'group', fields: present({ groupId: idOf(groupId), traits }, fields) };
}

export function wantedPage(name?: unknown, properties?: unknown, fields?: unknown): Wanted {
  return { type: 'page', fields: present({ name, properties }, fields) };
}

export function wantedScreen(name?: unknown, properties?: unknown, fields?: unknown): Wanted {
  return { type: 'screen', fields: present({ name, properties }, fields) };
}

export function wantedAlias(userId?: unknown, previousId?: unknown): Wanted {
  const ids = { userId: idOf(userId), previousId: idOf(previousId) };
  return { type: 'alias', fields: present(ids, undefined) };
}

/** What is wanted, in words: `a track call with { event: "Order Completed" }`. */
export function wantedText({ type, fields }: Wanted): string {
  const article = type === 'identify' || type === 'alias' ? 'an' : 'a';
  const { event, name, properties, traits, ...rest } = fields;
  const title = [event ?? name].filter((one) => one !== undefined).map((one) => ` ${textOf(one)}`);
  const parts = { ...rest, ...bare({ properties, traits }) };
  const withParts = Object.keys(parts).length === 0 ? '' : ` with ${textOf(parts)}`;
  return `${article} ${type} call${title.join('')}${withParts}`;
}

/** Ids are sent as text. */
function idOf(id: unknown): unknown {
  return typeof id === 'number' ? String(id) : id;
}

/** What was given. Other fields stand beside what has a place of its own. */
function present(own: WantedFields, fields: unknown): WantedFields {
  const { userId, anonymousId, ...others } = (fields ?? {}) as WantedFields;
  return {
    ...bare(own),
    ...bare({ userId: idOf(userId), anonymousId: idOf(anonymousId) }),
    ...others,
  };
}

function bare(fields: WantedFields): WantedFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
