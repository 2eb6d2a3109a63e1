import { describe, expect, it } from '@jest/globals';
import type { Reply } from '../../lib/delivery/transport.js';
import { aTrack } from '../support/client.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('a reply of an own transport (CONTRACT 5, 17)', () => {
  const endless = { next: () => Promise.resolve({ done: false, value: Buffer.alloc(100_000) }) };
  const ODD: readonly { readonly what: string; readonly reply: object }[] = [
    { what: 'no headers', reply: {} },
    { what: 'a text for a body', reply: { headers: {}, body: 'fine' } },
    { what: 'a body that can not be given up', reply: { headers: {}, body: iterable(endless) } },
    {
      what: 'a body that is given up without a promise',
      reply: { headers: {}, body: iterable({ ...endless, return: () => undefined }) },
    },
  ];

  it.each(ODD)('with a 200 and $what delivers, and nothing is sent twice', async ({ reply }) => {
    let requests = 0;
    const send = (): Promise<Reply> => {
      requests += 1;
      return Promise.resolve({ status: 200, ...reply } as Reply);
    };
    const client = stage.client({ url: 'http://service.invalid' }, { transport: { send } });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toEqual({ status: 'delivered', attempts: 1 });
    expect(requests).toBe(1);
  });
});

function iterable(iterator: object): object {
  return { [Symbol.asyncIterator]: () => iterator };
}
