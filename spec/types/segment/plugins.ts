import { Analytics, Context, type Plugin } from '@segment/analytics-node';

// Compiled, not run: plugins in every form that programs give them with Segment's client.

const analytics = new Analytics({ writeKey: 'a-write-key' });

/** As an object literal. */
export const doubler: Plugin = {
  name: 'doubler',
  type: 'enrichment',
  version: '1.0.0',
  isLoaded: () => true,
  load: () => Promise.resolve(),
  track: (ctx) => {
    if (ctx.event.properties === undefined) return ctx;
    ctx.event.properties.total = ctx.event.properties.total * 2;
    ctx.event.properties['items'] ??= [];
    ctx.event.properties.first = ctx.event.properties.items[0].price.toFixed(2);
    return ctx;
  },
};

/** As a function that makes one, for every call alike. */
export function hideIp(name = 'hide-ip'): Plugin {
  const hide = (ctx: Context): Context => {
    delete ctx.event.context?.ip;
    if (ctx.event.context) {
      ctx.event.context.app = { name: 'shop' };
      ctx.event.context.traits = { email: undefined };
    }
    return ctx;
  };
  return {
    name,
    type: 'before',
    isLoaded: () => true,
    load: async () => undefined,
    track: hide,
    identify: hide,
    page: hide,
    screen: hide,
    group: hide,
    alias: hide,
  };
}

/** As a class that says what it is. */
export class Consent implements Plugin {
  name = 'consent';
  type = 'before' as const;
  version = '0.1.0';
  private client: Analytics | undefined;

  isLoaded(): boolean {
    return this.client !== undefined;
  }

  async load(ctx: Context, client: Analytics): Promise<void> {
    ctx.log('debug', 'loading', { at: new Date() });
    this.client = client;
    client.on('error', ({ code }) => console.error(code));
    client.identify({ userId: 'a-plugin' });
    await Promise.resolve();
  }

  unload(_ctx: Context, client: Analytics): void {
    client.track({ userId: 'a-plugin', event: 'Unloaded' });
  }

  async track(ctx: Context): Promise<Context> {
    if (ctx.event.userId === 'bot') ctx.cancel();
    if (ctx.event.anonymousId == null) ctx.cancel(new Error('nobody'));
    if (ctx.event.event?.startsWith('Internal')) ctx.event.integrations = { All: false };
    ctx.updateEvent('context.consent', { marketing: true });
    return ctx;
  }

  identify(ctx: Context): Context {
    const { traits } = ctx.event;
    if (typeof traits?.email === 'string') ctx.updateEvent('traits.email', traits.email.trim());
    ctx.updateEvent('integrations.Mixpanel', false);
    return ctx;
  }
}

/** As a destination of its own, with other names. */
export class Warehouse implements Plugin {
  readonly name: string = 'Warehouse';
  readonly type: Plugin['type'] = 'destination';
  readonly alternativeNames = ['Warehouse (Batch)'];
  readonly rows: object[] = [];

  isLoaded = (): boolean => true;
  load = (): Promise<unknown> => Promise.resolve(this.rows);
  ready = (): Promise<unknown> => Promise.resolve();
  track = (ctx: Context): Context => this.#keep(ctx);
  page = (ctx: Context): Context => this.#keep(ctx);

  #keep(ctx: Context): Context {
    const { messageId, timestamp, userId, groupId, previousId, name, category } = ctx.event;
    this.rows.push({ messageId, timestamp, userId, groupId, previousId, name, category });
    ctx.stats.increment('rows', 1, ['table:events']);
    return ctx;
  }
}

/** All that a context can do. */
export function inspectContext(ctx: Context): object {
  const event = ctx.updateEvent('properties.seen', true);
  ctx.log('info', 'seen');
  ctx.logger.log('warn', 'twice', { event });
  ctx.stats.gauge('size', 1);
  const other = new Context({ type: 'track', event: 'Another', userId: '1' });
  const system: Context = Context.system();
  if (!ctx.isSame(other)) ctx.setFailedDelivery({ reason: new Error('another') });
  const { id, attempts } = ctx;
  const id_: string = id;
  const attempts_: number = attempts;
  const messages = ctx
    .logs()
    .map(({ level, message, time, extras }) => [level, message, time?.toISOString(), extras]);
  const json = ctx.toJSON();
  ctx.flush();
  return [id_, attempts_, messages, json.id, json.event.type, json.logs, json.metrics, system];
}

/** A switch over the types of events. */
export function describeEvent({ event }: Context): string {
  switch (event.type) {
    case 'track':
      return `${event.userId ?? event.anonymousId} ${event.event}`;
    case 'identify':
      return String(event.traits?.email);
    case 'page':
    case 'screen':
      return `${event.category} ${event.name}`;
    case 'alias':
      return `${event.previousId}`;
    default:
      return String(event.messageId);
  }
}

export async function register(): Promise<void> {
  await analytics.register(doubler);
  await analytics.register(hideIp(), new Consent(), new Warehouse());
  void analytics.register(hideIp('again')).then(() => analytics.track({ userId: '1', event: 'a' }));
  const done: Promise<void> = analytics.register();
  await done;
  await analytics.deregister('doubler', 'Warehouse');
  const { register: add, deregister } = analytics;
  await add(doubler);
  await deregister(doubler.name);
}

// @ts-expect-error: a plugin without a type.
void analytics.register({ name: 'untyped', isLoaded: () => true, load: () => Promise.resolve() });
