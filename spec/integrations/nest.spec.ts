import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  type INestApplication,
  Inject,
  Injectable,
  Module,
  Post,
  Query,
  type Type,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Analytics } from '../../lib/client/analytics.js';
import type { Scope } from '../../lib/client/scope.js';
import {
  ANALYTICS,
  AnalyticsModule,
  InjectAnalytics,
  RequestAnalytics,
} from '../../lib/integrations/nest.js';
import { type Stage, useStage } from '../support/stage.js';
import { aFewTurns } from './a-visited-app.js';
import { problemOf } from './problem-of.js';
import { describeVisits } from './visits.js';

type Imports = NonNullable<Parameters<typeof Module>[0]['imports']>;
type Providers = NonNullable<Parameters<typeof Module>[0]['providers']>;

/** What decorators do, without the syntax: the specs are compiled without it. */
function route(
  owner: Type,
  name: string,
  { method, parameters }: { method: MethodDecorator; parameters: readonly ParameterDecorator[] },
): void {
  const descriptor = Object.getOwnPropertyDescriptor(owner.prototype, name) ?? {};
  method(owner.prototype, name, descriptor);
  parameters.forEach((decorate, index) => {
    decorate(owner.prototype, name, index);
  });
}

async function startNest(
  stage: Stage,
  {
    imports,
    controllers,
    providers = [],
    adapter = new ExpressAdapter(),
  }: {
    readonly imports: Imports;
    readonly controllers: readonly Type[];
    readonly providers?: Providers;
    readonly adapter?: AbstractHttpAdapter;
  },
): Promise<{ readonly app: INestApplication; readonly url: string }> {
  class App {}
  Module({ imports, controllers: [...controllers], providers })(App);
  const app = await NestFactory.create(App, adapter, {
    logger: false,
    forceCloseConnections: true,
  });
  stage.onEnd(() => app.close());
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}

/** The routes that the specs visit, and a service below them that never sees the request. */
function aShop(order: (body: unknown) => void): {
  readonly controllers: readonly Type[];
  readonly providers: Providers;
} {
  class Orders {
    async create(body: unknown): Promise<void> {
      await aFewTurns();
      order(body);
    }
  }
  Injectable()(Orders);

  class Shop {
    readonly #orders: Orders;
    constructor(orders: Orders) {
      this.#orders = orders;
    }
    async seen(analytics: Scope, n: string | undefined): Promise<string> {
      await aFewTurns();
      analytics.track({ event: 'Seen', properties: { n } });
      return 'seen';
    }
    orders(body: unknown): Promise<void> {
      return this.#orders.create(body);
    }
    fails(analytics: Scope): void {
      analytics.track({ event: 'Failing' });
      throw new Error('The shop is on fire.');
    }
    quiet(): string {
      return 'quiet';
    }
  }
  Controller()(Shop);
  Inject(Orders)(Shop, undefined, 0);
  route(Shop, 'seen', { method: Get('seen'), parameters: [RequestAnalytics(), Query('n')] });
  route(Shop, 'orders', { method: Post('orders'), parameters: [Body()] });
  HttpCode(201)(
    Shop.prototype,
    'orders',
    Object.getOwnPropertyDescriptor(Shop.prototype, 'orders') ?? {},
  );
  route(Shop, 'fails', { method: Get('fails'), parameters: [RequestAnalytics()] });
  route(Shop, 'quiet', { method: Get('quiet'), parameters: [] });
  return { controllers: [Shop], providers: [Orders] };
}

describe('waybill/nest', () => {
  const stage = useStage();

  describe.each<readonly [string, () => AbstractHttpAdapter]>([
    ['Express', () => new ExpressAdapter()],
    ['Fastify', () => new FastifyAdapter()],
  ])('on %s', (_name, makeAdapter) => {
    describeVisits((stageOfVisits, client, { identify, order, ...options }) => {
      const module = AnalyticsModule.forRoot({
        ...options,
        client,
        identify: ({ headers }) => identify?.((name) => headers[name]),
      });
      const imports = [module];
      return startNest(stageOfVisits, { imports, adapter: makeAdapter(), ...aShop(order) });
    });
  });

  it('provides the client by its class and by its token, everywhere', async () => {
    const client = stage.client(await stage.service());
    const found: unknown[] = [];
    class Counter {
      readonly other: unknown;
      constructor(byClass: Analytics, byToken: Analytics) {
        found.push(byClass, byToken);
      }
    }
    Injectable()(Counter);
    Inject(Analytics)(Counter, undefined, 0);
    InjectAnalytics()(Counter, undefined, 1);
    InjectAnalytics()(Counter.prototype, 'other');
    class Deep {}
    Module({ providers: [Counter] })(Deep);

    const { app } = await startNest(stage, {
      imports: [AnalyticsModule.forRoot({ client }), Deep],
      controllers: [],
    });
    found.push(app.get(Counter, { strict: false }).other, app.get(ANALYTICS));
    expect(found).toHaveLength(4);
    for (const one of found) expect(one).toBe(client);
  });

  it('takes its options from what the application provides, and closes the client with it', async () => {
    const service = await stage.service();
    const HOST = 'HOST';
    class Config {}
    Module({ providers: [{ provide: HOST, useValue: service.url }], exports: [HOST] })(Config);
    const module = AnalyticsModule.forRootAsync({
      imports: [Config],
      inject: [HOST],
      useFactory: async (host: string) => ({
        writeKey: 'a-write-key',
        host,
        flushAt: 1_000,
        identify: () => 'ada',
      }),
    });
    const { app, url } = await startNest(stage, { imports: [module], ...aShop(() => undefined) });
    await fetch(`${url}/seen?n=1`);
    expect(service.messages).toEqual([]);

    await app.close();
    expect(service.messages).toMatchObject([{ event: 'Seen', userId: 'ada' }]);
  });

  it('shows `identify` what Fastify makes of a request, a proxy in front of it included', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const seen: unknown[] = [];
    const module = AnalyticsModule.forRoot({
      client,
      close: false,
      identify: ({ ip, hostname, protocol, query, originalUrl, headers }) => {
        seen.push({ ip, hostname, protocol, query: { ...query }, originalUrl });
        return headers['x-user-id'];
      },
    });
    const { url } = await startNest(stage, {
      imports: [module],
      ...aShop(() => undefined),
      adapter: new FastifyAdapter({ trustProxy: true }),
    });
    const headers = {
      'x-user-id': 'ada',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-host': 'shop.example.com',
      'x-forwarded-proto': 'https',
    };
    await fetch(`${url}/seen?n=1`, { headers });
    await fetch(`${url}/quiet`, { headers });
    await client.flush();

    expect(seen).toEqual([
      {
        ip: '203.0.113.7',
        hostname: 'shop.example.com',
        protocol: 'https',
        query: { n: '1' },
        originalUrl: '/seen?n=1',
      },
    ]);
    expect(service.messages).toMatchObject([
      {
        userId: 'ada',
        context: { ip: '203.0.113.7', page: { url: 'https://shop.example.com/seen?n=1' } },
      },
    ]);
  });

  it('keeps a client open where it is told to', async () => {
    const service = await stage.service();
    const client = stage.client(service);
    const { app } = await startNest(stage, {
      imports: [AnalyticsModule.forRoot({ client, close: false })],
      controllers: [],
    });
    await app.close();

    client.track({ userId: 'ada', event: 'Later' });
    await client.flush();
    expect(service.messages).toMatchObject([{ event: 'Later' }]);
  });

  it('works without HTTP', async () => {
    const client = stage.client(await stage.service());
    class App {}
    Module({ imports: [AnalyticsModule.forRoot({ client })] })(App);
    const context = await NestFactory.createApplicationContext(App, { logger: false });
    expect(context.get(Analytics)).toBe(client);
    await context.close();
    expect(client.track({ userId: 'ada', event: 'Late' })).toBeDefined();
    expect(client.stats().refused.closed).toBe(1);
  });

  it.each<readonly [string, unknown, string]>([
    ['nothing', undefined, 'options'],
    ['no client', { client: 'ours' }, 'client'],
    ['options without a key', {}, 'writeKey'],
    ['a close that is no switch', { writeKey: 'key', close: 1 }, 'close'],
  ])('refuses %s', (_what, options, field) => {
    const problem = problemOf(() => AnalyticsModule.forRoot(options as never));
    expect(problem).toMatchObject({ code: 'invalid', field });
  });

  it.each<readonly [string, unknown, string]>([
    ['nothing', null, 'options'],
    ['no client', { client: 'ours' }, 'client'],
    ['a close that is no switch', { writeKey: 'key', close: 1 }, 'close'],
  ])('refuses %s that comes later, by its own name', async (_what, options, field) => {
    class App {}
    const useFactory = async (): Promise<never> => options as never;
    Module({ imports: [AnalyticsModule.forRootAsync({ useFactory })] })(App);
    const starting = NestFactory.create(App, { logger: false, abortOnError: false });

    const call = 'AnalyticsModule.forRootAsync';
    await expect(starting).rejects.toMatchObject({ code: 'invalid', call, field });
  });
});
