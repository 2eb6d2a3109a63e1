import { describe, expect, it } from '@jest/globals';
import {
  aFunction,
  aSwitch,
  checkSettings,
  either,
  milliseconds,
} from '../../lib/integrations/check-settings.js';

describe('the options of an entry point', () => {
  const rules = {
    identify: aFunction,
    ambient: aSwitch,
    flush: either('never', 'response'),
    timeout: milliseconds(100),
  };

  it('are taken where they are right, or left out', () => {
    const options = { identify: () => 'ada', ambient: false, flush: 'response', timeout: 100 };
    expect(() => checkSettings('entry', options, rules)).not.toThrow();
    expect(() => checkSettings('entry', { identify: undefined }, rules)).not.toThrow();
  });

  it.each<readonly [unknown, string, string, string]>([
    [null, 'options', 'null', 'an object'],
    ['all', 'options', 'a string', 'an object'],
    [[], 'options', 'an array', 'an object'],
    [{ identify: 'ada' }, 'identify', 'a string', 'a function'],
    [{ identify: Promise.resolve() }, 'identify', 'a promise', 'a function'],
    [{ ambient: 1 }, 'ambient', 'the number 1', 'true or false'],
    [{ flush: null }, 'flush', 'null', "'never' or 'response'"],
    [{ timeout: 101 }, 'timeout', 'the number 101', 'a number of milliseconds from 0 to 100'],
    [{ timeOut: 1 }, 'timeOut', 'none of that name', 'an option that exists, perhaps timeout'],
    [{ flsh: undefined }, 'flsh', 'none of that name', 'an option that exists, perhaps flush'],
  ])('are refused in the words of the client: %j', (options, field, found, expected) => {
    expect(() => checkSettings('entry', options, rules)).toThrow(
      expect.objectContaining({ code: 'invalid', call: 'entry', field, found, expected }),
    );
  });
});
