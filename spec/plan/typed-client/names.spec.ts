import { describe, expect, it } from '@jest/globals';
import { functionName, Names, typeName } from '../../../lib/plan/typed-client/names.js';

describe('the name of a function', () => {
  it.each([
    ['Order Completed', 'orderCompleted'],
    ['order_completed', 'orderCompleted'],
    ['ORDER COMPLETED', 'orderCompleted'],
    ['OrderCompleted', 'orderCompleted'],
    ['checkout:step/2', 'checkoutStep2'],
    ['API Key Created', 'apiKeyCreated'],
    ['3D Model Viewed', '_3DModelViewed'],
    ['Größe geändert', 'größeGeändert'],
    ['注文 完了', '注文完了'],
    ['__proto__', 'proto'],
    ['Signed Up 🎉', 'signedUp'],
    ['🎉', 'eventU1F389'],
    ['!?', 'eventU21U3F'],
    ['', 'event'],
  ])('is made of %j', (text, expected) => {
    expect(functionName(text)).toBe(expected);
  });

  it('begins with a capital for a type', () => {
    expect(typeName('order completed')).toBe('OrderCompleted');
    expect(typeName('3D')).toBe('_3D');
  });

  it('is given once', () => {
    const names = new Names(['track']);
    expect(['a', 'a', 'a', 'track'].map((name) => names.take(name))).toEqual([
      'a',
      'a_2',
      'a_3',
      'track_2',
    ]);
  });
});
