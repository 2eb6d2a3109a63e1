import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

describe('a redirect (CONTRACT 15)', () => {
  const stage = useStage();

  it.each([301, 302, 303, 307, 308])(
    '%i is not followed, and the key goes nowhere else',
    async (code) => {
      const elsewhere = await stage.service();
      const service = await stage.service([
        status(code, { location: `${elsewhere.url}/v1/batch` }),
      ]);
      const client = stage.client(service);

      const { outcome } = client.track(aTrack());
      await client.flush();

      expect(await outcome).toMatchObject({ reason: 'refused', error: { status: code } });
      expect(elsewhere.connections).toBe(0);
    },
  );

  it('is not followed by a fetch of the program either', async () => {
    const elsewhere = await stage.service();
    const service = await stage.service([status(307, { location: elsewhere.url })]);
    const client = stage.client(service, { httpClient: fetch as never });

    const { outcome } = client.track(aTrack());
    await client.flush();

    expect(await outcome).toMatchObject({ reason: 'refused' });
    expect(elsewhere.connections).toBe(0);
  });
});
