import { isJsonObject, type JsonObject } from '../entry/json-object.js';
import type { Problem } from '../entry/problem.js';
import type { Reason } from '../entry/reason.js';
import { badRequest } from './bad-request.js';
import type { Explanation } from './explanation.js';
import { misspeltField } from './field-names.js';
import { found } from './found.js';

/** Why a message was rejected, in words. */
export function explain(reason: string, message: JsonObject): Problem {
  // Of our own table only: a reason may come out of a log that somebody has edited.
  const explanation = Object.hasOwn(EXPLANATIONS, reason)
    ? EXPLANATIONS[reason as KnownReason](message)
    : { path: '', text: `The service does not keep it, for ${JSON.stringify(reason)}.` };
  return { level: 'error', code: reason, ...explanation };
}

/** What the service rejects for beside what is checked here (limits.json, "failedOnIngest"). */
type KnownReason =
  | Reason
  | 'empty_batch_result'
  | 'multi_user_error'
  | 'id_required'
  | 'device_advertisingid_should_be_string'
  | 'consent_categorypreferences_should_exist'
  | 'consent_categorypreferences_fields_should_be_object'
  | 'consent_categorypreferences_fields_should_be_bool'
  | 'consent_version_should_be_number'
  | 'source_disabled'
  | 'locked_workspace'
  | 'invalid_settings';

const CONSENT = 'context.consent.categoryPreferences';

const EXPLANATIONS: Readonly<Record<KnownReason, (message: JsonObject) => Explanation>> = {
  empty_batch: () => ({
    path: 'batch',
    text: 'The batch has no messages: put at least one into it, or do not send it.',
  }),
  empty_batch_result: () => ({
    path: 'batch',
    text: 'Nothing was left of the batch: see the reasons of its messages.',
  }),
  multi_user_error: () => ({
    path: 'batch',
    text: 'Some messages of the batch were rejected, and the others kept: see their reasons.',
  }),
  no_user_anon_id: (message) => withoutId(message),
  id_required: (message) => withoutId(message),
  id_not_string: idNotString,
  event_not_defined: (message) => eventMissing(message),
  event_not_string: ({ event }) => ({
    path: 'event',
    text: `The event's name is ${found(event)}: give a text that is not empty.`,
  }),
  properties_not_object: ({ properties }) => notObject('properties', properties),
  traits_not_object: ({ traits }) => notObject('traits', traits),
  name_not_string: ({ name }) => notText('name', name),
  category_not_string: ({ category }) => notText('category', category),
  device_advertisingid_should_be_string: ({ context }) => ({
    path: 'context.device.advertisingId',
    text: `The advertising id is ${found(at(context, 'device', 'advertisingId'))}: give a text, or leave it out.`,
  }),
  consent_categorypreferences_should_exist: () => ({
    path: CONSENT,
    text: `A consent event says nothing of consent: put an object of categories into ${CONSENT}.`,
  }),
  consent_categorypreferences_fields_should_be_object: ({ context }) => ({
    path: CONSENT,
    text: `The consent is ${found(at(context, 'consent', 'categoryPreferences'))}: give an object of categories, each true or false.`,
  }),
  consent_categorypreferences_fields_should_be_bool: ({ context }) => consentNotBoolean(context),
  consent_version_should_be_number: ({ context }) => ({
    path: 'context.consent.version',
    text: `The version of the consent is ${found(at(context, 'consent', 'version'))}: give a number.`,
  }),
  unknown_source: () => ({
    path: '',
    text: 'No source has the write key it came with, or it came with none: compare it with the keys of the workspace.',
  }),
  source_disabled: () => ({
    path: '',
    text: 'Its source is switched off: switch it on, or use the write key of another.',
  }),
  locked_workspace: () => ({
    path: '',
    text: 'The workspace is locked and keeps nothing: its owner has to unlock it.',
  }),
  bad_request: badRequest,
  invalid_settings: () => ({
    path: '',
    text: 'The settings of its source cannot be read: check them.',
  }),
};

function withoutId(message: JsonObject): Explanation {
  const near = misspeltField(message, ['userId', 'anonymousId']);
  const instead = near === undefined ? '' : `, and there is ${JSON.stringify(near.name)} instead`;
  return {
    path: near?.name ?? '',
    text: `There is neither a userId nor an anonymousId${instead}: give one of them as a text.`,
    ...(near === undefined ? {} : { suggestion: near.field }),
  };
}

function idNotString({ userId, anonymousId }: JsonObject): Explanation {
  const path = userId === undefined || userId === null ? 'anonymousId' : 'userId';
  const id = path === 'userId' ? userId : anonymousId;
  const isNumber = typeof id === 'number';
  return {
    path,
    text: `${path} is ${found(id)}: give a text that is not empty${isNumber ? ', such as the number in quotes' : ''}.`,
    ...(isNumber ? { suggestion: JSON.stringify(String(id)) } : {}),
  };
}

function eventMissing(message: JsonObject): Explanation {
  const near = misspeltField(message, ['event']);
  if (near !== undefined) {
    const text = `A track call needs an event, and there is ${JSON.stringify(near.name)} instead: rename it to event.`;
    return { path: near.name, text, suggestion: 'event' };
  }
  const { event } = message;
  const what = event === undefined ? 'there is none' : `it is ${found(event)}`;
  return {
    path: 'event',
    text: `A track call needs the name of its event, and ${what}: give a text.`,
  };
}

function notObject(path: string, value: unknown): Explanation {
  return { path, text: `${path} is ${found(value)}: give an object, or leave it out.` };
}

function notText(path: string, value: unknown): Explanation {
  return {
    path,
    text: `${path} is ${found(value)}: give a text that is not empty, or leave it out.`,
  };
}

function consentNotBoolean(context: unknown): Explanation {
  const preferences = at(context, 'consent', 'categoryPreferences');
  const [category, value] = isJsonObject(preferences)
    ? (Object.entries(preferences).find(([, choice]) => typeof choice !== 'boolean') ?? [])
    : [];
  const path = category === undefined ? CONSENT : `${CONSENT}.${category}`;
  return { path, text: `The consent is ${found(value)}: give true or false for each category.` };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let place = value;
  for (const key of path) {
    if (!isJsonObject(place)) return undefined;
    place = place[key];
  }
  return place;
}
