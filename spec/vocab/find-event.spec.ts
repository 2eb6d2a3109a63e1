import { describe, expect, it } from '@jest/globals';
import { currentName, findEvent, olderNameHint } from '../../lib/vocab/find-event.js';
import { vocabularies } from '../../lib/vocab/vocabulary.js';

describe('an event', () => {
  it.each([
    ['by its name', 'Order Completed', 'Order Completed', 'ecommerce-v2'],
    ['by an older name', 'Completed Order', 'Order Completed', 'ecommerce-v2'],
    ['by a name of a legacy vocabulary', 'Viewed Product', 'Product Viewed', 'ecommerce-v2'],
    ['of a page call', 'Page Viewed', 'Page Viewed', 'platform'],
  ])('is found %s', (_how, name, current, vocabulary) => {
    expect(findEvent(name)).toMatchObject({ name: current, vocabulary });
  });

  it.each(['order completed', 'Order Completed ', 'constructor', ''])(
    'is found by its exact name alone: "%s" is none',
    (name) => {
      expect(findEvent(name)).toBeUndefined();
    },
  );

  it('is found by each of its names', () => {
    const current = vocabularies().filter(({ isLegacy }) => !isLegacy);
    for (const event of current.flatMap(({ events }) => events)) {
      for (const name of [event.name, ...event.aliases]) expect(findEvent(name)).toBe(event);
    }
  });
});

describe('an older name', () => {
  it('has a current one, and a sentence that says so', () => {
    expect(currentName('Completed Order')).toBe('Order Completed');
    expect(olderNameHint('Completed Order')).toBe(
      "'Completed Order' is the older name of 'Order Completed'.",
    );
  });

  it.each(['Order Completed', 'Something Else'])('is not what "%s" is', (name) => {
    expect(currentName(name)).toBeUndefined();
    expect(olderNameHint(name)).toBeUndefined();
  });
});
