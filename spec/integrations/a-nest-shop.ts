import { Body, Controller, Get, Inject, Injectable, Post, Query, type Type } from '@nestjs/common';
import type { Scope } from '../../lib/client/scope.js';
import { RequestAnalytics } from '../../lib/integrations/nest.js';
import { aFewTurns } from './a-visited-app.js';
import type { Providers } from './start-nest.js';

/** The routes that the specs visit, and a service below them that never sees the request. */
export function aNestShop(order: (body: unknown) => void): {
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
  route(Shop, 'fails', { method: Get('fails'), parameters: [RequestAnalytics()] });
  route(Shop, 'quiet', { method: Get('quiet'), parameters: [] });
  return { controllers: [Shop], providers: [Orders] };
}

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
