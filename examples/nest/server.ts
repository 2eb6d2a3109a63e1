/**
 * A small shop with Nest. Its decorators are those of TypeScript's `experimentalDecorators`:
 * `ENDPOINT=http://localhost:8080 npx tsx --tsconfig examples/nest/tsconfig.json examples/nest/server.ts`.
 */
import 'reflect-metadata';
import { Body, Controller, Inject, Injectable, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Analytics, type Scope } from 'waybill';
import { AnalyticsModule, InjectAnalytics, RequestAnalytics } from 'waybill/nest';

const { WRITE_KEY = 'my-write-key', ENDPOINT, PORT = '3000' } = process.env;

/** Knows nothing of requests, and finds the scope of the one that it runs in. */
@Injectable()
class Orders {
  constructor(@InjectAnalytics() private readonly analytics: Analytics) {}

  create(order: object): void {
    this.analytics.current().track({ event: 'Order Completed', properties: order });
  }
}

@Controller('orders')
class OrdersController {
  constructor(@Inject(Orders) private readonly orders: Orders) {}

  @Post()
  create(@Body() order: object, @RequestAnalytics() analytics: Scope): { ok: boolean } {
    analytics.track({ event: 'Order Received' });
    this.orders.create(order);
    return { ok: true };
  }
}

@Module({
  imports: [
    AnalyticsModule.forRoot({
      writeKey: WRITE_KEY,
      host: ENDPOINT,
      identify: (request) => request.headers['x-user-id'],
    }),
  ],
  controllers: [OrdersController],
  providers: [Orders],
})
class Shop {}

const app = await NestFactory.create(Shop, { logger: ['warn', 'error'] });
app.get(Analytics).on('error', (error) => console.warn(error.code, error.message));
// SIGTERM shuts the application down, and that closes the client.
app.enableShutdownHooks();
await app.listen(Number(PORT), '127.0.0.1');
console.log(await app.getUrl());
