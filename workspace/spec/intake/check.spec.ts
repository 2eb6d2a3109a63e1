import { describe, expect, it } from '@jest/globals';
import { checkMessage } from '../../lib/intake/check.js';
import { aTrack } from '../post.js';

const user = { userId: 'user-1' };

describe('a message', () => {
  it.each([
    ['with a userId', aTrack()],
    ['with an anonymousId', aTrack({ userId: undefined, anonymousId: 'a-1' })],
    ['with one good id and one bad', aTrack({ userId: '', anonymousId: 'a-1' })],
    ['with an id of 100 characters', aTrack({ messageId: 'x'.repeat(100) })],
    ['whose optional fields are null', aTrack({ properties: null, traits: null, messageId: null })],
    ['that is a page without a name', { type: 'page', ...user }],
    ['that is no page, with an odd name', { type: 'identify', ...user, name: 7 }],
  ])('%s is kept', (_, message) => {
    expect(checkMessage(message)).toBeUndefined();
  });

  it.each([
    ['without ids', 'no_user_anon_id', { type: 'identify' }],
    ['with a number for an id', 'id_not_string', { type: 'identify', userId: 42 }],
    ['with empty ids', 'id_not_string', { type: 'identify', userId: '', anonymousId: '' }],
    ['that is a track without an event', 'event_not_defined', { type: 'track', ...user }],
    ['with an empty event', 'event_not_defined', aTrack({ event: '' })],
    ['with a number for an event', 'event_not_string', aTrack({ event: 42 })],
    ['with a text for properties', 'properties_not_object', aTrack({ properties: 'text' })],
    ['with an array for properties', 'properties_not_object', aTrack({ properties: [] })],
    ['with an array for traits', 'traits_not_object', { type: 'identify', ...user, traits: [] }],
    ['with an empty page name', 'name_not_string', { type: 'page', ...user, name: '' }],
    ['with a number for a screen name', 'name_not_string', { type: 'screen', ...user, name: 1 }],
    ['with an empty category', 'category_not_string', { type: 'page', ...user, category: '' }],
    ['with an id of 101 characters', 'bad_request', aTrack({ messageId: 'x'.repeat(101) })],
    ['with a number for a messageId', 'bad_request', aTrack({ messageId: 42 })],
    ['of an unknown type', 'bad_request', aTrack({ type: 'click' })],
    ['without a type', 'bad_request', aTrack({ type: undefined })],
  ])('%s is rejected as %s', (_, reason, message) => {
    expect(checkMessage(message)).toBe(reason);
  });
});
