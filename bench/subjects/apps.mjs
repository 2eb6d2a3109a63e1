import 'reflect-metadata';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { analyticsMiddleware } from '../../dist/express.mjs';
import { fastifyAnalytics } from '../../dist/fastify.mjs';
import { analytics as honoAnalytics } from '../../dist/hono.mjs';
import { AnalyticsModule, RequestAnalytics } from '../../dist/nest.mjs';
import { injectNode, injectWeb } from '../harness/inject.mjs';

/**
 * An app of each framework with one route, which calls `seen` and answers. Each resolves to a function that runs one request.
 * `options` are those of Waybill's middleware; without them the app has none, and `seen` is given no scope.
 */
export const APPS = {
  'node:http': bare,
  express: onExpress,
  fastify: onFastify,
  'nest, express': (given) => onNest(new ExpressAdapter(), given),
  'nest, fastify': (given) => onNest(new FastifyAdapter(), given),
  hono: onHono,
};

function bare({ client, options, seen }) {
  const handle = async (request, response) => {
    await seen(request.analytics);
    response.end('ok');
  };
  if (options === undefined) return () => injectNode(handle);
  const identify = ({ headers }) => headers['x-user-id'];
  const middleware = analyticsMiddleware(client, { ...options, identify });
  return () =>
    injectNode((request, response) => {
      middleware(request, response, () => handle(request, response));
    });
}

function onExpress({ client, options, seen }) {
  const app = express();
  if (options !== undefined) {
    const identify = ({ headers }) => headers['x-user-id'];
    app.use(analyticsMiddleware(client, { ...options, identify }));
  }
  app.get('/products/:id', async (request, response) => {
    await seen(request.analytics);
    response.send('ok');
  });
  return () => injectNode(app);
}

async function onFastify({ client, options, seen }) {
  const app = Fastify();
  if (options !== undefined) {
    const identify = ({ headers }) => headers['x-user-id'];
    await app.register(fastifyAnalytics, { ...options, client, identify });
  }
  app.get('/products/:id', async (request) => {
    await seen(request.analytics);
    return 'ok';
  });
  await app.ready();
  return () => injectNode(app.routing);
}

/** Its decorators are called by hand: this is JavaScript. The handler takes a parameter with Waybill and without, as any does. */
async function onNest(adapter, { client, options, seen }) {
  class Shop {
    async product(_id, scope) {
      await seen(scope);
      return 'ok';
    }
  }
  const { prototype } = Shop;
  Controller('products')(Shop);
  Get(':id')(prototype, 'product', Object.getOwnPropertyDescriptor(prototype, 'product'));
  Param('id')(prototype, 'product', 0);
  const imports = [];
  if (options !== undefined) {
    const identify = ({ headers }) => headers['x-user-id'];
    imports.push(AnalyticsModule.forRoot({ ...options, client, identify }));
    RequestAnalytics()(prototype, 'product', 1);
  }
  class App {}
  Module({ imports, controllers: [Shop] })(App);
  const app = await NestFactory.create(App, adapter, { logger: false });
  await app.init();
  const server = app.getHttpAdapter().getInstance();
  await server.ready?.();
  return () => injectNode(server.routing ?? server);
}

function onHono({ client, options, seen }) {
  const app = new Hono();
  if (options !== undefined) {
    const identify = ({ req }) => req.header('x-user-id');
    app.use(honoAnalytics(client, { ...options, identify }));
  }
  app.get('/products/:id', async (c) => {
    await seen(c.get('analytics'));
    return c.text('ok');
  });
  return () => injectWeb(app.fetch);
}
