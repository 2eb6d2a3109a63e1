import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Comparison } from '../../lib/client/comparison.js';
import { SEED, SEEDED } from '../support/seed.js';

describe('the comparison of the endpoint and the mirror', () => {
  it('counts a message when it is settled on both sides', () => {
    const comparison = new Comparison();
    const twin = comparison.begin();
    twin.end('mirror', 'm-1', true);
    expect(comparison.snapshot()).toMatchObject({ open: 1, both: 0 });
    twin.end('endpoint', 'm-1', true);

    expect(comparison.snapshot()).toMatchObject({ open: 0, both: 1 });
  });

  it(`is complete at every instant, in whatever order messages are settled (seed ${SEED})`, () => {
    const message = fc.record({
      atEndpoint: fc.boolean(),
      atMirror: fc.boolean(),
      isMirrorFirst: fc.boolean(),
      isOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const comparison = new Comparison();
        for (const [number, one] of messages.entries()) {
          const { atEndpoint, atMirror, isMirrorFirst, isOpen } = one;
          const twin = comparison.begin();
          const ends = [
            (): void => twin.end('endpoint', `m-${number}`, atEndpoint),
            (): void => twin.end('mirror', `m-${number}`, atMirror),
          ];
          if (isMirrorFirst) ends.reverse();
          for (const end of isOpen ? ends.slice(1) : ends) end();
        }

        const seen = messages.map(({ atEndpoint, atMirror, isOpen }, number) => ({
          id: `m-${number}`,
          end: isOpen ? 'open' : `${atEndpoint} ${atMirror}`,
        }));
        const ids = (end: string): readonly string[] =>
          seen.filter((one) => one.end === end).map(({ id }) => id);
        expect(comparison.snapshot()).toEqual({
          both: ids('true true').length,
          endpointOnly: ids('true false').length,
          mirrorOnly: ids('false true').length,
          neither: ids('false false').length,
          open: ids('open').length,
          lackedByMirror: ids('true false'),
          lackedByEndpoint: ids('false true'),
        });
      }),
      SEEDED,
    );
  });

  it('keeps the ids of the last hundred that one side lacks', () => {
    const comparison = new Comparison();
    const before = comparison.snapshot();
    for (let number = 1; number <= 150; number += 1) {
      const twin = comparison.begin();
      twin.end('endpoint', `m-${number}`, true);
      twin.end('mirror', `m-${number}`, false);
    }
    const { endpointOnly, lackedByMirror } = comparison.snapshot();

    expect([endpointOnly, lackedByMirror.length]).toEqual([150, 100]);
    expect([lackedByMirror[0], lackedByMirror.at(-1)]).toEqual(['m-51', 'm-150']);
    expect(before.lackedByMirror).toEqual([]);
  });
});
