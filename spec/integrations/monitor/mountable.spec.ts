import { describe, expect, it } from '@jest/globals';
import { type Asked, mountable } from '../../../lib/integrations/monitor/mountable.js';
import { useStage } from '../../support/stage.js';
import { MOUNTS } from './mounted.js';

const stage = useStage();

describe.each(Object.entries(MOUNTS))('a handler in %s', (_name, mount) => {
  const serve = async (): Promise<{ url: string; asked: Asked[] }> => {
    const asked: Asked[] = [];
    const handler = mountable(
      (one) => {
        asked.push(one);
        return { status: 418, type: 'text/tea', headers: { 'x-pot': 'short' }, body: 'Tea.' };
      },
      () => undefined,
    );
    return { url: await mount(stage, handler), asked };
  };

  it('answers with status, headers and body, wherever it is mounted', async () => {
    const { url, asked } = await serve();
    const response = await fetch(`${url}/data.json?x=1`);

    expect([response.status, await response.text()]).toEqual([418, 'Tea.']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/tea',
      'x-pot': 'short',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(asked).toMatchObject([{ method: 'GET', path: '/at/data.json' }]);
  });

  it('answers HEAD without a body, and nothing else than those two', async () => {
    const { url, asked } = await serve();
    const [head, post] = [
      await fetch(url, { method: 'HEAD' }),
      await fetch(url, { method: 'POST' }),
    ];

    expect([head.status, await head.text()]).toEqual([418, '']);
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(asked).toHaveLength(1);
  });

  it('answers 500 where its answer could not be made, and tells', async () => {
    let failures = 0;
    const handler = mountable(
      () => {
        throw new Error('a secret');
      },
      () => {
        failures += 1;
      },
    );
    const response = await fetch(await mount(stage, handler));

    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(failures).toBe(1);
  });
});
