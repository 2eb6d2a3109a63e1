import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../support/client.js';
import { aDestination, onTrack } from '../support/plugins.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

describe('the integrations of a message', () => {
  const NAMES = ['Mixpanel', 'Salesforce', 'Braze Web (Actions)'];

  it.each<readonly [string, object, readonly string[], boolean]>([
    ['nothing', {}, ['Mixpanel', 'Braze Web (Actions)'], true],
    ['All', { All: true }, NAMES, true],
    ['none', { All: false }, [], true],
    ['none but one', { All: false, Mixpanel: true }, ['Mixpanel'], true],
    ['all but one', { Mixpanel: false }, ['Braze Web (Actions)'], true],
    ['one by another name', { All: false, 'Braze update': true }, ['Braze Web (Actions)'], true],
    ['not one by another name', { 'Braze update': false }, ['Mixpanel'], true],
    ['options', { All: false, Mixpanel: { ip: 0 } }, ['Mixpanel'], true],
    ['Salesforce, where it is asked for', { Salesforce: {} }, NAMES, true],
    ['other letters', { mixpanel: false }, ['Mixpanel', 'Braze Web (Actions)'], true],
    ['not the endpoint', { 'Segment.io': false }, ['Mixpanel', 'Braze Web (Actions)'], false],
  ])('decide who gets it: %s', async (_what, integrations, expected, isSent) => {
    const service = await stage.service();
    const got: string[] = [];
    const client = stage.client(service, {
      plugins: NAMES.map((name) =>
        onTrack(
          (context) => {
            got.push(name);
            return context;
          },
          {
            name,
            type: 'destination',
            ...(name.startsWith('Braze') ? { alternativeNames: ['Braze update'] } : {}),
          },
        ),
      ),
    });

    const errors: unknown[] = [];
    const { outcome } = client.track(aTrack({ integrations: integrations as never }), (error) =>
      errors.push(error),
    );
    await client.flush();

    // Whoever leaves the endpoint out on purpose did nothing wrong.
    expect(errors).toEqual([undefined]);
    expect(got.sort()).toEqual([...expected].sort());
    expect(service.messages).toHaveLength(isSent ? 1 : 0);
    expect((await outcome).status).toBe(isSent ? 'delivered' : 'dropped');
  });

  it('are those that plugins leave', async () => {
    const service = await stage.service();
    const { plugin, events } = aDestination({ name: 'Mixpanel' });
    const client = stage.client(service, {
      plugins: [plugin, (message) => ({ ...message, integrations: { Mixpanel: false } })],
    });

    client.track(aTrack());
    await client.flush();

    expect(events).toEqual([]);
  });
});
