import { describe, expect, it } from '@jest/globals';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { enrichment } from '../../lib/pipeline/enrichment.js';
import { anEvent, frozen, pass } from './an-event.js';

describe('an enrichment', () => {
  it('goes on with what its change gives back', () => {
    const step = enrichment('a step', (event) => ({ ...event, userId: 'another' }));

    expect(pass(step, frozen(anEvent()))).toEqual(anEvent({ userId: 'another' }));
  });

  it('drops the message where that is null', () => {
    expect(
      pass(
        enrichment('a step', () => null),
        anEvent(),
      ),
    ).toBeNull();
  });

  it('is given what would be sent, where plugins left something else', () => {
    class Wrapped {
      readonly type = 'track';
      toJSON(): SegmentEvent {
        return anEvent({ userId: 'inside' });
      }
    }

    expect(
      pass(
        enrichment('a step', (event) => event),
        new Wrapped(),
      ),
    ).toEqual(anEvent({ userId: 'inside' }));
  });

  it('fails where that is no message', () => {
    const nothing = Object.assign(anEvent(), { toJSON: () => 'nothing' });

    expect(() =>
      pass(
        enrichment('a step', (event) => event),
        nothing,
      ),
    ).toThrow('no message');
  });
});
