import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Inject, Injectable, Module } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Analytics } from '../../lib/client/analytics.js';
import { ANALYTICS, AnalyticsModule, InjectAnalytics } from '../../lib/integrations/nest.js';
import { useStage } from '../support/stage.js';
import { aNestShop } from './a-nest-shop.js';
import { problemOf } from './problem-of.js';
import { startNest } from './start-nest.js';
import { describeVisits } from './visits.js';

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
      return startNest(stageOfVisits, { imports, adapter: makeAdapter(), ...aNestShop(order) });
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
    const { app, url } = await startNest(stage, {
      imports: [module],
      ...aNestShop(() => undefined),
    });
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
      ...aNestShop(() => undefined),
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
