import { isBag } from '../base/bag.js';
import { describe } from '../base/describe.js';
import type { Draft } from './call.js';
import { LIBRARY_CONTEXT, NO_INTEGRATIONS } from './context.js';
import { isIsoTime } from './iso-time.js';
import { LIMITS } from './limits.js';
import { MESSAGE_TYPES, type Message } from './message.js';

/** A rule that a message breaks. */
export interface Problem {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

const ID = 'a non-empty string or a finite number';
const BAG = 'a plain object';

/** The first rule of the Spec that a draft breaks; none, and it is a message. */
export function checkDraft(draft: Draft): Problem | undefined {
  return checkCall(draft) ?? checkCommon(draft);
}

/** {@link checkDraft} has found nothing: the draft is a message. */
export function asMessage(draft: Draft): Message {
  return draft as Message;
}

function checkCall(draft: Draft): Problem | undefined {
  switch (draft.type) {
    case 'track':
      if (!isText(draft.event)) return problem('event', draft.event, 'a non-empty string');
      return checkIdentity(draft) ?? checkBag('properties', draft.properties);
    case 'identify':
      return checkIdentity(draft) ?? checkBag('traits', draft.traits);
    case 'page':
    case 'screen':
      return (
        checkIdentity(draft) ??
        checkName('name', draft.name) ??
        checkName('category', draft.category) ??
        checkBag('properties', draft.properties)
      );
    case 'group':
      return (
        checkId('groupId', draft.groupId) ??
        checkOptionalId('userId', draft.userId) ??
        checkOptionalId('anonymousId', draft.anonymousId) ??
        checkBag('traits', draft.traits)
      );
    case 'alias':
      return (
        checkId('userId', draft.userId) ??
        checkId('previousId', draft.previousId) ??
        checkOptionalId('anonymousId', draft.anonymousId)
      );
    default:
      // A plugin may have written anything there.
      return problem('type', draft.type, `one of ${MESSAGE_TYPES.join(', ')}`);
  }
}

function checkCommon(draft: Draft): Problem | undefined {
  const { messageId, timestamp, context, integrations } = draft;
  if (!isText(messageId) || messageId.length > LIMITS.messageIdLength) {
    return problem('messageId', messageId, `a string of 1 to ${LIMITS.messageIdLength} characters`);
  }
  if (typeof timestamp !== 'string' || !isIsoTime(timestamp)) {
    return problem('timestamp', timestamp, 'a valid Date or a time in ISO 8601');
  }
  if (context !== LIBRARY_CONTEXT && !isBag(context)) return problem('context', context, BAG);
  if (integrations !== NO_INTEGRATIONS && !isBag(integrations)) {
    return problem('integrations', integrations, BAG);
  }
  return undefined;
}

function checkIdentity(draft: Draft): Problem | undefined {
  const { userId, anonymousId } = draft;
  if (userId === undefined && anonymousId === undefined) {
    return {
      field: 'userId',
      found: 'neither userId nor anonymousId',
      expected: `${ID}, unless there is an anonymousId`,
    };
  }
  return checkOptionalId('userId', userId) ?? checkOptionalId('anonymousId', anonymousId);
}

function checkOptionalId(field: string, id: unknown): Problem | undefined {
  return id === undefined ? undefined : checkId(field, id);
}

function checkId(field: string, id: unknown): Problem | undefined {
  return isText(id) ? undefined : problem(field, id, ID);
}

function checkName(field: string, name: unknown): Problem | undefined {
  if (name === undefined || isText(name)) return undefined;
  return problem(field, name, 'a non-empty string where it is given');
}

function checkBag(field: string, bag: unknown): Problem | undefined {
  return isBag(bag) ? undefined : problem(field, bag, BAG);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function problem(field: string, found: unknown, expected: string): Problem {
  return { field, found: describe(found), expected };
}
