import type { Context, Plugin } from '@segment/analytics-node';
import type { Client } from './both-clients.js';
import { CALLS, LEAST, make } from './call-variants.js';

type Step = (ctx: Context) => Context | Promise<Context>;

/** A plugin that does the same for every call. */
function aPlugin(type: Plugin['type'], step: Step, rest: Partial<Plugin> = {}): Plugin {
  const steps = { track: step, identify: step, page: step, screen: step, group: step, alias: step };
  return {
    name: `a plugin of ${type}`,
    type,
    isLoaded: () => true,
    load: () => Promise.resolve(),
    ...steps,
    ...rest,
  };
}

/** Returns what the types forbid and programs in JavaScript do all the same. */
function untyped(step: (ctx: Context) => unknown): Step {
  return step as Step;
}

const DOUBLES: Step = (ctx) => {
  ctx.updateEvent('properties.total', ctx.event.properties?.['total'] * 2);
  return ctx;
};
const track = (client: Client, fields: object = {}): void =>
  client.track({ userId: '1', event: 'Paid', properties: { total: 21 }, ...fields });

export type Program = (client: Client, log: unknown[]) => unknown;

/** What comes of a program: how many messages are sent, and what is logged, in any order. */
export interface Done {
  readonly messages: number;
  readonly log: readonly unknown[];
}

/** Programs with plugins, which do the same with both clients. */
export const PROGRAMS: readonly (readonly [what: string, done: Done, program: Program])[] = [
  [
    'of type enrichment that changes an event by its path',
    { messages: 1, log: [] },
    async (client) => {
      await client.register(aPlugin('enrichment', DOUBLES));
      track(client);
    },
  ],
  [
    'that was registered and not awaited',
    { messages: 1, log: [] },
    (client) => {
      void client.register(aPlugin('enrichment', DOUBLES));
      track(client);
    },
  ],
  [
    'that takes its time to load',
    { messages: 1, log: [] },
    (client) => {
      const load = () => new Promise((resolve) => setTimeout(resolve, 100));
      void client.register(aPlugin('before', DOUBLES, { load }));
      track(client);
    },
  ],
  [
    'that takes something away, and adds to each of the six calls',
    { messages: 6, log: [] },
    async (client) => {
      const step: Step = (ctx) => {
        delete ctx.event.context?.ip;
        ctx.updateEvent('context.app.name', 'shop');
        return ctx;
      };
      await client.register(aPlugin('before', step));
      for (const call of CALLS) make(client, call, { ...LEAST[call], context: { ip: '1.2.3.4' } });
    },
  ],
  [
    'that has a step for one call only',
    { messages: 2, log: [] },
    async (client) => {
      const { name, type, isLoaded, load } = aPlugin('enrichment', DOUBLES);
      await client.register({ name, type, isLoaded, load, track: DOUBLES });
      client.page({ userId: '1', properties: { total: 1 } });
      track(client);
    },
  ],
  [
    'that is an object of a class',
    { messages: 1, log: [] },
    async (client) => {
      class Doubler {
        readonly name = 'doubler';
        readonly type = 'enrichment';
        readonly #by = 3;
        isLoaded(): boolean {
          return true;
        }
        async load(): Promise<void> {}
        track(ctx: Context): Context {
          ctx.updateEvent('properties.total', ctx.event.properties?.['total'] * this.#by);
          return ctx;
        }
      }
      await client.register(new Doubler());
      track(client);
    },
  ],
  [
    'of every type, in the order of the types',
    { messages: 1, log: [] },
    async (client) => {
      const says =
        (word: string): Step =>
        async (ctx) => {
          await Promise.resolve();
          const words = (ctx.event.properties?.['words'] ?? []) as string[];
          ctx.updateEvent('properties.words', [...words, word]);
          return ctx;
        };
      await client.register(
        aPlugin('after', says('after'), { name: 'a' }),
        aPlugin('enrichment', says('enrichment'), { name: 'b' }),
        aPlugin('before', says('before'), { name: 'c' }),
        aPlugin('utility', says('utility'), { name: 'd' }),
        aPlugin('before', says('second'), { name: 'e' }),
      );
      track(client);
    },
  ],
  [
    'that puts another event in the place of the one it got',
    { messages: 1, log: [] },
    async (client) => {
      const step: Step = (ctx) => {
        ctx.event = { ...ctx.event, event: 'Another', userId: '2' };
        return ctx;
      };
      await client.register(aPlugin('before', step));
      track(client);
    },
  ],
  [
    'that cancels',
    { messages: 1, log: [true, undefined] },
    async (client, log) => {
      const step: Step = (ctx) => (ctx.event.userId === 'bot' ? ctx.cancel() : ctx);
      await client.register(aPlugin('before', step));
      client.track({ userId: 'bot', event: 'Paid' }, (error) => log.push(error !== undefined));
      client.track({ userId: '1', event: 'Paid' }, (error) => log.push(error));
    },
  ],
  [
    'of type before that throws',
    { messages: 0, log: [true] },
    async (client, log) => {
      const step: Step = () => {
        throw new Error('broken');
      };
      await client.register(aPlugin('before', step));
      client.track({ userId: '1', event: 'Paid' }, (error) => log.push(error instanceof Error));
    },
  ],
  [
    'of type enrichment that changes its event and returns nothing',
    { messages: 1, log: [] },
    async (client) => {
      await client.register(
        aPlugin(
          'enrichment',
          untyped((ctx) => void DOUBLES(ctx)),
        ),
      );
      track(client);
    },
  ],
  [
    'that can not override what a call says of its integrations',
    { messages: 1, log: [] },
    async (client) => {
      const step: Step = (ctx) => {
        ctx.updateEvent('integrations.Mixpanel', true);
        ctx.updateEvent('integrations.Braze', { id: 7 });
        return ctx;
      };
      await client.register(aPlugin('enrichment', step));
      track(client, { integrations: { Mixpanel: false, Braze: true } });
    },
  ],
  [
    'of type destination, which gets what the integrations of a call allow',
    { messages: 4, log: ['one', 'four'] },
    async (client, log) => {
      const step: Step = (ctx) => {
        log.push(ctx.event.event);
        return ctx;
      };
      await client.register(aPlugin('destination', step, { name: 'Warehouse' }));
      track(client, { event: 'one' });
      track(client, { event: 'two', integrations: { Warehouse: false } });
      track(client, { event: 'three', integrations: { All: false } });
      track(client, { event: 'four', integrations: { All: false, Warehouse: true } });
    },
  ],
  [
    'of type after that throws',
    { messages: 1, log: ['Paid', undefined] },
    async (client, log) => {
      const step: Step = (ctx) => {
        log.push(ctx.event.event);
        throw new Error('broken');
      };
      await client.register(aPlugin('after', step));
      client.track({ userId: '1', event: 'Paid' }, (error) => log.push(error));
    },
  ],
  [
    'that was taken off again',
    { messages: 1, log: ['unloaded'] },
    async (client, log) => {
      const unload = () => log.push('unloaded');
      await client.register(aPlugin('enrichment', DOUBLES, { name: 'doubler', unload }));
      await client.deregister('doubler', 'nobody');
      track(client);
    },
  ],
  [
    'that makes calls with the client that it is loaded with',
    { messages: 1, log: [] },
    async (client) => {
      const load = async (ctx: Context, owner: Client) => {
        owner.identify({ userId: String(ctx.event.type), traits: { loaded: owner === client } });
      };
      await client.register(aPlugin('enrichment', (ctx) => ctx, { load }));
    },
  ],
];
