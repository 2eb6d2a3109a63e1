import { describe, expect, it } from '@jest/globals';
import { OldestFirst } from '../../lib/base/oldest-first.js';

describe('the oldest of a set', () => {
  it('come in their order, those who were put in again by when that was', () => {
    const members = new Set(['a', 'b', 'c']);
    const oldest = new OldestFirst(members);
    const take = () => {
      const member = oldest.next();
      if (member !== undefined) members.delete(member);
      return member;
    };

    expect(take()).toBe('a');
    members.delete('b');
    members.add('b');
    members.add('a');

    expect([take(), take(), take(), take()]).toEqual(['c', 'b', 'a', undefined]);
    members.add('d');
    expect(take()).toBe('d');
  });

  it('go on after all were taken out at once', () => {
    const members = new Map([['a', 1]]);
    const oldest = new OldestFirst(members);
    members.set('b', 2);
    members.delete(oldest.next() ?? '');

    members.clear();
    members.set('c', 3);

    expect(oldest.next()).toBe('c');
  });

  it('are found at once among many, however many were taken out before', () => {
    const members = new Set(Array.from({ length: 200_000 }, (_, at) => at));
    const oldest = new OldestFirst(members);

    // To begin anew each time would take seconds: gaps are passed one by one.
    for (let at = 0; at < 200_000; at += 1) {
      members.add(200_000 + at);
      members.delete(oldest.next() ?? -1);
    }

    expect([members.size, oldest.next()]).toEqual([200_000, 200_000]);
  });
});
