import { describe, expect, it } from '@jest/globals';
import type { SegmentEvent } from '../../lib/message/segment-event.js';
import { Context } from '../../lib/pipeline/context.js';
import { grownTooLarge, processed } from '../../lib/pipeline/processed.js';
import { anEvent } from './an-event.js';

const LIMIT = 32_768;
const OPTIONS = { limit: LIMIT, judge: undefined };

/** What becomes of a message that plugins left like this. */
function made(fields: object): ReturnType<typeof processed> {
  const context = new Context(anEvent(fields as Partial<SegmentEvent>), 'm-1');
  return processed({ kind: 'passed', context }, OPTIONS);
}

function sent(fields: object): object {
  const result = made(fields);
  if (result.kind !== 'ready') throw new Error(`It was dropped: ${result.reason}`);
  return JSON.parse(result.json) as object;
}

describe('a message that plugins passed', () => {
  it('is ready to be sent, with the id and the integrations that they left', () => {
    expect(made({ messageId: 'theirs', integrations: { A: false } })).toMatchObject({
      kind: 'ready',
      messageId: 'theirs',
      integrations: { A: false },
    });
    expect(sent({ extra: 1 })).toEqual({ ...anEvent(), extra: 1 });
  });

  it('may have what a call may have: dates, numbers for ids, and null for none', () => {
    const left = { timestamp: new Date(0), userId: 42, anonymousId: null };

    expect(sent(left)).toEqual(anEvent({ timestamp: '1970-01-01T00:00:00.000Z', userId: '42' }));
  });

  it('may lack integrations and context, and has those of a call without them', () => {
    const { context, ...rest } = anEvent();

    expect(sent({ integrations: undefined, context: undefined })).toEqual({ ...rest, context });
    expect(sent({ integrations: null, context: null })).toEqual({ ...rest, context });
  });

  it('brings what was logged with it', () => {
    const context = new Context(anEvent());
    const silent = processed({ kind: 'passed', context }, OPTIONS);
    context.log('info', 'a line');

    expect(silent).toMatchObject({ logger: undefined });
    expect(processed({ kind: 'passed', context }, OPTIONS)).toMatchObject({
      logger: context.logger,
    });
  });

  it.each<readonly [object, string]>([
    [{ event: '' }, 'event'],
    [{ type: 'purchase' }, 'type'],
    [{ userId: null }, 'userId'],
    [{ userId: 'x', anonymousId: Number.NaN }, 'anonymousId'],
    [{ messageId: '' }, 'messageId'],
    [{ messageId: 'x'.repeat(100) }, 'messageId'],
    [{ timestamp: new Date(Number.NaN) }, 'timestamp'],
    [{ timestamp: 'yesterday' }, 'timestamp'],
    [{ properties: 'text' }, 'properties'],
    [{ context: [] }, 'context'],
    [{ integrations: true }, 'integrations'],
  ])('is dropped with the field at fault, where it breaks the Spec: %j', (fields, field) => {
    expect(made(fields)).toMatchObject({
      kind: 'dropped',
      reason: 'plugin-failed',
      cause: { message: expect.stringMatching(`^Plugins left ${field} as `) },
    });
  });

  it('is dropped with the path at fault, where it can’t be written as JSON', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;

    expect(made({ properties: { circle } })).toMatchObject({
      reason: 'plugin-failed',
      cause: {
        message:
          "Plugins left a circular reference at properties.circle.self, which JSON can't have.",
      },
    });
  });

  it('is dropped where it can’t even be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    const context = new Context(anEvent());
    context.event = proxy as SegmentEvent;
    revoke();

    expect(processed({ kind: 'passed', context }, OPTIONS)).toMatchObject({
      reason: 'plugin-failed',
    });
  });
});

describe('a message that a plugin dropped', () => {
  it('stays dropped, with its reason', () => {
    const passage = { kind: 'dropped', reason: 'filtered', plugin: 'choosy' } as const;

    expect(processed(passage, OPTIONS)).toBe(passage);
  });

  it('for its size says what was the bound', () => {
    expect(grownTooLarge(LIMIT)).toMatchObject({
      reason: 'plugin-failed',
      cause: { message: expect.stringContaining('32768 bytes (maxEventBytes)') },
    });
  });
});
