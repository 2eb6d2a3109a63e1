import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { type ConsentOptions, consent } from '../../lib/pipeline/consent.js';
import { isForEndpoint, isLetThrough } from '../../lib/pipeline/integrations.js';
import { SEEDED } from '../support/seed.js';
import { anEvent, frozen, pass } from './an-event.js';

const CATEGORIES = {
  Mixpanel: ['marketing'],
  Braze: ['marketing', 'functional'],
  'Segment.io': ['analytics'],
};

function withConsent(preferences: unknown, integrations: object = {}): SegmentEvent {
  return frozen(
    anEvent({
      context: { consent: { categoryPreferences: preferences } },
      integrations: { ...integrations },
    }),
  );
}

function integrationsAfter(
  preferences: unknown,
  integrations: object = {},
  options: Partial<ConsentOptions> = {},
): unknown {
  const step = consent({ categories: CATEGORIES, ...options });
  return pass(step, withConsent(preferences, integrations))?.integrations;
}

describe('consent', () => {
  it.each([
    ['everything', { marketing: true, functional: true, analytics: true }, {}],
    [
      'one category of two',
      { marketing: true, functional: false, analytics: true },
      { Braze: false },
    ],
    ['analytics alone', { analytics: true }, { Mixpanel: false, Braze: false }],
    ['nothing', {}, { Mixpanel: false, Braze: false, 'Segment.io': false }],
    [
      'what is not true',
      { marketing: 'true', functional: 1, analytics: null },
      { Mixpanel: false, Braze: false, 'Segment.io': false },
    ],
  ])('to %s', (_what, preferences, expected) => {
    expect(integrationsAfter(preferences)).toEqual(expected);
  });

  it('leaves a no of the call, and its options, where it has nothing against them', () => {
    const said = { Mixpanel: false, Braze: { appId: '7' }, Amplitude: true };

    expect(integrationsAfter({ marketing: true, functional: true, analytics: true }, said)).toEqual(
      said,
    );
    expect(integrationsAfter({ analytics: true }, said)).toEqual({ ...said, Braze: false });
  });

  it('of All stops whoever has no row of its own, and nobody else', () => {
    const categories = { ...CATEGORIES, All: ['sale'], Salesforce: ['marketing'] };
    const granted = { marketing: true, functional: true, analytics: true };

    expect(integrationsAfter(granted, {}, { categories })).toEqual({
      All: false,
      Mixpanel: true,
      Braze: true,
    });
    expect(integrationsAfter(granted, { Mixpanel: false, Braze: null }, { categories })).toEqual({
      All: false,
      Mixpanel: false,
      Braze: true,
    });
    expect(integrationsAfter(granted, { All: false }, { categories })).toEqual({ All: false });
    expect(integrationsAfter(granted, { Amplitude: { id: 7 } }, { categories })).toMatchObject({
      All: false,
      Amplitude: false,
    });
    expect(integrationsAfter(granted, { All: true }, { categories })).toMatchObject({
      All: false,
      Salesforce: true,
    });
  });

  it('only ever takes away, and takes whatever was not granted', () => {
    const names = ['Mixpanel', 'Braze', 'Salesforce', 'Amplitude', 'Segment.io', 'All'];
    const ids = ['a', 'b', 'c'];
    const lists = fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 });
    const maps = fc.dictionary(fc.constantFrom(...names), lists, { minKeys: 1 });
    const values = fc.constantFrom<unknown>(true, false, null, { option: 1 });
    const said = fc.dictionary(fc.constantFrom(...names), values);
    const preferences = fc.dictionary(fc.constantFrom(...ids), fc.boolean());
    fc.assert(
      fc.property(maps, said, preferences, (categories, before, granted) => {
        const event = withConsent(granted, before);
        const after = pass(consent({ categories }), event)?.integrations ?? {};

        for (const name of names.filter((one) => one !== 'All' && one !== 'Segment.io')) {
          const needed = categories[name] ?? categories['All'] ?? [];
          const isGranted = needed.every((id) => granted[id] === true);
          const isLet = isLetThrough(before, [name]);
          expect([name, isLetThrough(after, [name])]).toEqual([name, isLet && isGranted]);
        }
        const isConsented = (categories['Segment.io'] ?? []).every((id) => granted[id] === true);
        expect(isForEndpoint(after)).toBe(isForEndpoint(before) && isConsented);
      }),
      { ...SEEDED, numRuns: 1_000 },
    );
  });
});

describe('a message without preferences', () => {
  it.each([
    ['no consent at all', { ip: '203.0.113.7' }],
    ['consent that is null', { consent: null }],
    ['consent without preferences', { consent: {} }],
    ['preferences that are null', { consent: { categoryPreferences: null } }],
  ])('is dropped, or sent where that is asked for: %s', (_what, context) => {
    const event = frozen(anEvent({ context }));

    expect(pass(consent({ categories: CATEGORIES }), event)).toBeNull();
    expect(pass(consent({ categories: CATEGORIES, onMissing: 'drop' }), event)).toBeNull();
    expect(pass(consent({ categories: CATEGORIES, onMissing: 'send' }), event)).toBe(event);
  });

  it.each([['true'], [true], [['marketing']], [7]])(
    'is neither one with preferences that are no object: %j',
    (preferences) => {
      const step = consent({ categories: CATEGORIES, onMissing: 'send' });

      expect(() => pass(step, withConsent(preferences))).toThrow('no object');
    },
  );
});

describe('integrations that are no object', () => {
  it.each([['all'], [['Mixpanel']]])('make consent fail: %j', (integrations) => {
    const event = { ...withConsent({}), integrations: integrations as never };

    expect(() => pass(consent({ categories: CATEGORIES }), event)).toThrow('no object');
  });
});

describe('the options of consent', () => {
  it.each([
    ['categories', {}],
    ['categories', { categories: {} }],
    ['categories', { categories: ['marketing'] }],
    ['categories["Braze"]', { categories: { Braze: [] } }],
    ['categories["Braze"]', { categories: { Braze: 'marketing' } }],
    ['categories["Braze"]', { categories: { Braze: ['marketing', ''] } }],
    ['onMissing', { categories: CATEGORIES, onMissing: 'keep' }],
  ])('need good %s: %j', (field, options) => {
    expect(() => consent(options as never)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'consent', field }),
    );
  });
});
