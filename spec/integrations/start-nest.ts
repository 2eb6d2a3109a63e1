import { type INestApplication, Module, type Type } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Stage } from '../support/stage.js';

type Imports = NonNullable<Parameters<typeof Module>[0]['imports']>;
export type Providers = NonNullable<Parameters<typeof Module>[0]['providers']>;

/** An application that listens until the end of the spec. */
export async function startNest(
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
