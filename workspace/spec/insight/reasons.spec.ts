import { describe, expect, it } from '@jest/globals';
import { explain } from '../../lib/insight/reasons.js';
import { HOSTILE } from './entries.js';

/** All that the service fails messages for on ingest. */
const REASONS = [
  'empty_batch',
  'empty_batch_result',
  'multi_user_error',
  'no_user_anon_id',
  'id_required',
  'id_not_string',
  'event_not_defined',
  'event_not_string',
  'properties_not_object',
  'traits_not_object',
  'name_not_string',
  'category_not_string',
  'device_advertisingid_should_be_string',
  'consent_categorypreferences_should_exist',
  'consent_categorypreferences_fields_should_be_object',
  'consent_categorypreferences_fields_should_be_bool',
  'consent_version_should_be_number',
  'unknown_source',
  'source_disabled',
  'locked_workspace',
  'bad_request',
  'invalid_settings',
];

describe('the reason why a message was rejected', () => {
  it.each(REASONS)('is told in words: %s', (reason) => {
    const problem = explain(reason, { type: 'track' });
    expect(problem).toMatchObject({ level: 'error', code: reason });
    expect(problem.text).toMatch(/^[A-Za-z].{10,}: .{8,}\.$/);
  });

  it.each([
    ['no_user_anon_id', { user_id: 'u' }, 'user_id', '"user_id"', 'userId'],
    ['id_not_string', { userId: 42 }, 'userId', 'the number 42', '"42"'],
    ['id_not_string', { anonymousId: '' }, 'anonymousId', 'an empty text', undefined],
    ['event_not_defined', { eventName: 'A' }, 'eventName', '"eventName"', 'event'],
    ['event_not_defined', {}, 'event', 'there is none', undefined],
    ['event_not_string', { event: ['A'] }, 'event', 'an array', undefined],
    ['properties_not_object', { properties: 'a' }, 'properties', 'the text "a"', undefined],
    ['traits_not_object', { traits: [] }, 'traits', 'an array', undefined],
    ['name_not_string', { name: 7 }, 'name', 'the number 7', undefined],
    ['category_not_string', { category: '' }, 'category', 'an empty text', undefined],
    [
      'consent_categorypreferences_fields_should_be_bool',
      { context: { consent: { categoryPreferences: { ads: true, ai: 'yes' } } } },
      'context.consent.categoryPreferences.ai',
      'the text "yes"',
      undefined,
    ],
    ['bad_request', { type: 'Track' }, 'type', 'the text "Track"', 'track'],
    ['bad_request', { type: 'identfy' }, 'type', 'the text "identfy"', 'identify'],
    ['bad_request', { type: 'click' }, 'type', 'identify, track', undefined],
    ['bad_request', { type: 'track', messageId: 'x'.repeat(101) }, 'messageId', '101', undefined],
    ['bad_request', { type: 'track', messageId: 7 }, 'messageId', 'the number 7', undefined],
    ['bad_request', { type: 'track', event: 'é'.repeat(20_000) }, '', '32768 bytes', undefined],
    ['bad_request', {}, '', 'cannot be taken apart', undefined],
    ['made_up', {}, '', '"made_up"', undefined],
    ['toString', {}, '', '"toString"', undefined],
  ])('%s of %j says where and what', (reason, message, path, text, suggestion) => {
    const problem = explain(reason, message);
    expect(problem.path).toBe(path);
    expect(problem.text).toContain(text);
    expect(problem.suggestion).toBe(suggestion);
  });

  it.each(HOSTILE)('is found for %s', (_, hostile) => {
    for (const reason of REASONS) {
      expect(
        explain(reason, { type: 'track', properties: hostile, context: hostile }),
      ).toBeDefined();
      expect(explain(reason, hostile).level).toBe('error');
    }
  });
});
