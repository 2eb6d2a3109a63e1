import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Context } from '../../lib/client/events.js';

const TEXT = '{"type":"track","messageId":"m-1","event":"E"}';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('the context of a message that was delivered', () => {
  it('has the id, the number of requests and the message as it was sent', () => {
    const context = new Context('m-1', 2, TEXT);

    expect(context).toMatchObject({ id: 'm-1', attempts: 2 });
    expect(context.event).toEqual({ type: 'track', messageId: 'm-1', event: 'E' });
  });

  it('parses the message when it is first read, and then never again', () => {
    const parse = jest.spyOn(JSON, 'parse');
    const context = new Context('m-1', 1, TEXT);
    expect(parse).not.toHaveBeenCalled();

    expect(context.event).toBe(context.event);
    expect(parse).toHaveBeenCalledTimes(1);
  });

  it('is written as JSON with the message in it', () => {
    expect(JSON.parse(JSON.stringify(new Context('m-1', 1, TEXT)))).toEqual({
      id: 'm-1',
      attempts: 1,
      event: JSON.parse(TEXT) as unknown,
    });
  });
});
