import { describe, expect, it } from '@jest/globals';
import { aTrack } from '../../support/client.js';
import type { Service } from '../../support/service.js';
import { anObservedClient, useObservedStage } from './an-observed-client.js';

const stage = useObservedStage();

/** The ids of spans in the contexts of what came. */
function spanIdsIn({ messages }: Service): readonly (string | undefined)[] {
  return messages.map(({ context }) => (context as { readonly spanId?: string }).spanId);
}

/** A plugin that messages wait for until it is let go. */
function aGate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const plugin = async <Given>(message: Given): Promise<Given> => {
    await opened;
    return message;
  };
  return { plugin, open };
}

describe('the ids of spans in messages', () => {
  it('are those of the span of the call, unless it has a traceId of its own', async () => {
    const service = await stage.service();
    const { client, within } = anObservedClient(stage, service, { traceIds: true });
    const caller = within('one', (it) => void it.track(aTrack()));
    within('two', (it) => void it.track(aTrack({ context: { traceId: 'mine' } })));
    client.track(aTrack());
    await client.flush();

    const contexts = service.messages.map((message) => message['context'] as object);
    expect(contexts).toMatchObject([
      { traceId: caller.traceId, spanId: caller.spanId },
      { traceId: 'mine' },
      {},
    ]);
    expect(contexts[2]).not.toHaveProperty('traceId');
  });

  it('are right for messages that wait for other plugins, also where they have none', async () => {
    const service = await stage.service();
    const { plugin, open } = aGate();
    const { client, within } = anObservedClient(
      stage,
      service,
      { traceIds: true },
      { plugins: [plugin] },
    );
    const first = ['a', 'b'].map((name) => within(name, (it) => void it.track(aTrack())));
    client.track(aTrack());
    const last = within('c', (it) => void it.track(aTrack()));
    open();
    await client.flush();

    expect(spanIdsIn(service)).toEqual([
      ...first.map(({ spanId }) => spanId),
      undefined,
      last.spanId,
    ]);
  });

  describe('where a plugin is loaded that a span has registered', () => {
    async function waiting() {
      const service = await stage.service();
      const { plugin, open } = aGate();
      const observed = anObservedClient(stage, service, { traceIds: true });
      const load = () => plugin(undefined);
      observed.within('registers', (it) => {
        void it.register({
          name: 'slow',
          type: 'before',
          version: '1',
          isLoaded: () => true,
          load,
        });
      });
      return { service, open, ...observed };
    }

    it('are none for a call outside of spans', async () => {
      const { service, open, client, within } = await waiting();
      client.track(aTrack());
      const caller = within('calls', (it) => void it.track(aTrack()));
      open();
      await client.flush();

      expect(spanIdsIn(service)).toEqual([undefined, caller.spanId]);
    });

    it('are right for calls before the end of the observation, and none for those after it', async () => {
      const { service, open, client, within, end } = await waiting();
      const before = within('before', (it) => void it.track(aTrack()));
      end();
      within('after', (it) => void it.track(aTrack()));
      open();
      await client.flush();

      expect(spanIdsIn(service)).toEqual([before.spanId, undefined]);
    });
  });
});
