import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Context } from '../../lib/pipeline/context.js';

const TEXT = '{"type":"track","messageId":"m-1","event":"E"}';

function aContext(attempts: number): Context {
  return Context.ofText({ id: 'm-1', attempts, text: () => TEXT, logger: undefined });
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('a context whose message is text', () => {
  it('has the id, the number of requests and the message as it was sent', () => {
    const context = aContext(2);

    expect(context).toMatchObject({ id: 'm-1', attempts: 2 });
    expect(context.event).toEqual({ type: 'track', messageId: 'm-1', event: 'E' });
  });

  it('parses the message when it is first read, and then never again', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const context = aContext(1);
    expect(parse).not.toHaveBeenCalled();

    expect(context.event).toBe(context.event);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('is written as JSON with the message in it', () => {
    expect(JSON.parse(JSON.stringify(aContext(1)))).toEqual({
      id: 'm-1',
      attempts: 1,
      event: JSON.parse(TEXT) as unknown,
      logs: [],
      metrics: [],
    });
  });
});
