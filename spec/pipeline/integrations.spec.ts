import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isForEndpoint, isLetThrough } from '../../lib/pipeline/integrations.js';
import { SEED, SEEDED } from '../support/seed.js';

type Names = Parameters<typeof isLetThrough>[1];
const MIXPANEL: Names = ['Mixpanel'];
const SALESFORCE: Names = ['Salesforce'];
const BRAZE: Names = ['Braze Web (Actions)', 'Braze', 'Appboy'];

describe('the integrations of a message', () => {
  const CASES: readonly (readonly [string, object, Names, boolean])[] = [
    ['nothing is said', {}, MIXPANEL, true],
    ['nothing is said, but for Salesforce', {}, SALESFORCE, false],
    ['All is true', { All: true }, MIXPANEL, true],
    ['All is true, and so for Salesforce', { All: true }, SALESFORCE, true],
    ['All is false', { All: false }, MIXPANEL, false],
    ['its name is true', { Mixpanel: true, All: false }, MIXPANEL, true],
    ['its name is false', { Mixpanel: false, All: true }, MIXPANEL, false],
    ['its name has options', { Mixpanel: { ip: 0 }, All: false }, MIXPANEL, true],
    ['Salesforce is asked for', { Salesforce: true }, SALESFORCE, true],
    ['Salesforce has options', { Salesforce: {}, All: false }, SALESFORCE, true],
    ['its name has other letters', { mixpanel: false }, MIXPANEL, true],
    ['another is meant', { Amplitude: false }, MIXPANEL, true],
    ['null says nothing', { Mixpanel: null, All: false }, MIXPANEL, false],
    ['undefined says nothing', { Mixpanel: undefined }, MIXPANEL, true],
    ['All has options', { All: {} }, MIXPANEL, true],
    ['All has options, which names nobody', { All: {} }, SALESFORCE, false],
    ['another name of it is false', { Braze: false }, BRAZE, false],
    ['another name of it is true', { All: false, Appboy: true }, BRAZE, true],
    ['its own name wins', { [BRAZE[0]]: true, Braze: false }, BRAZE, true],
    ['the first of its other names wins', { Appboy: true, Braze: false }, BRAZE, false],
    ['a name is inherited', Object.create({ Mixpanel: false }) as object, MIXPANEL, true],
    ['a name is one of every object', {}, ['toString'], true],
  ];
  it.each(CASES)(
    'decide whether a destination has it: %s',
    (_what, integrations, names, expected) => {
      expect(isLetThrough(integrations as Record<string, unknown>, names)).toBe(expected);
    },
  );

  it(`let a destination by its own name, whatever else they say (seed ${SEED})`, () => {
    const anything = fc.dictionary(fc.string(), fc.anything());
    fc.assert(
      fc.property(anything, fc.boolean(), (others, said) => {
        expect(isLetThrough({ ...others, Mixpanel: said }, MIXPANEL)).toBe(said);
      }),
      SEEDED,
    );
  });

  it.each([
    [{}, true],
    [{ All: false }, true],
    [{ 'Segment.io': true }, true],
    [{ 'Segment.io': {} }, true],
    [{ 'Segment.io': false, All: true }, false],
  ])('keep a message from the endpoint by its name alone: %j', (integrations, expected) => {
    expect(isForEndpoint(integrations)).toBe(expected);
  });
});
