import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import {
  createParamDecorator,
  type DynamicModule,
  type ExecutionContext,
  Inject,
  type MiddlewareConsumer,
  Module,
  type ModuleMetadata,
  type NestModule,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { ValidationError } from '../base/errors.js';
import { Analytics } from '../client/analytics.js';
import type { Scope } from '../client/scope.js';
import { type ClientOrOptions, takeClient } from './given-client.js';
import { fastifyBelow, openByHooks } from './nest-on-fastify.js';
import { factsOfNode, passOn } from './node-requests.js';
import { type RequestScopeOptions, RequestScopes } from './request-scopes.js';
import { unsupported } from './unsupported.js';

export type { ClientOrOptions } from './given-client.js';
export type { RequestScopeOptions } from './request-scopes.js';
export type { Identified, Visitor } from './visitor.js';

/** A client, or options to make one, and how requests become scopes. */
export type NestAnalyticsOptions = ClientOrOptions &
  // biome-ignore lint/suspicious/noExplicitAny: the request's type is the platform's, and the program's to say.
  RequestScopeOptions<any> & {
    /** Whether the client is closed when the application has shut down. @default true */
    readonly close?: boolean | undefined;
  };

/** The same, from whatever else the application provides. */
export interface NestAnalyticsAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  /** What is provided under these tokens becomes the arguments of `useFactory`. */
  readonly inject?: Extract<Provider, { readonly inject?: unknown }>['inject'];
  readonly useFactory: (
    // biome-ignore lint/suspicious/noExplicitAny: what is injected is typed where the function is written.
    ...injected: any[]
  ) => NestAnalyticsOptions | Promise<NestAnalyticsOptions>;
}

/** The token under which the client is provided. The class `Analytics` is another. */
export const ANALYTICS = 'WAYBILL_ANALYTICS';

const CALL = 'AnalyticsModule';
const OPTIONS = 'WAYBILL_ANALYTICS_OPTIONS';
const EVERY_ROUTE = '{*waybill}';
const NEST = '@nestjs/common';
/** The oldest version that reads {@link EVERY_ROUTE} as it is meant. */
const OLDEST_NEST = 11;

/**
 * Provides the client to the whole application, gives each HTTP request a scope, and closes the client when the application
 * has shut down.
 *
 * @example
 * AnalyticsModule.forRoot({ writeKey: 'my-write-key', identify: (request) => request.user?.id })
 */
export class AnalyticsModule implements NestModule, OnApplicationShutdown {
  readonly #client: Analytics;
  readonly #options: NestAnalyticsOptions;

  constructor(client: Analytics, options: NestAnalyticsOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** @throws ValidationError for an option that is wrong, or a Nest older than 11. */
  static forRoot(options: NestAnalyticsOptions): DynamicModule {
    checkNest(`${CALL}.forRoot`);
    const client = takeClient(`${CALL}.forRoot`, options);
    return dynamicModule([
      { provide: OPTIONS, useValue: options },
      { provide: ANALYTICS, useValue: client },
    ]);
  }

  /** @throws ValidationError for a Nest older than 11. Options that are wrong fail the start of the application. */
  static forRootAsync({ imports, inject, useFactory }: NestAnalyticsAsyncOptions): DynamicModule {
    checkNest(`${CALL}.forRootAsync`);
    const providers: Provider[] = [
      { provide: OPTIONS, useFactory, inject: inject ?? [] },
      {
        provide: ANALYTICS,
        useFactory: (options: unknown) => takeClient(`${CALL}.forRootAsync`, options),
        inject: [OPTIONS],
      },
    ];
    return { ...dynamicModule(providers), imports: imports ?? [] };
  }

  configure(consumer: MiddlewareConsumer): void {
    const source = {
      client: this.#client,
      call: CALL,
      options: this.#options as RequestScopeOptions<IncomingMessage>,
      factsOf: factsOfNode,
    };
    const server = fastifyBelow(consumer);
    if (server !== undefined) {
      openByHooks(server, source);
      return;
    }
    const scopes = new RequestScopes(source);
    const middleware = (
      request: IncomingMessage,
      response: ServerResponse,
      next: () => void,
    ): void => passOn(scopes, { request, response }, () => next());
    consumer.apply(middleware).forRoutes(EVERY_ROUTE);
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#options.close ?? true) await this.#client.close();
  }
}

// As @Module() and @Inject() do it, without the compiler's help.
Module({})(AnalyticsModule);
Inject(ANALYTICS)(AnalyticsModule, undefined, 0);
Inject(OPTIONS)(AnalyticsModule, undefined, 1);

/** Injects the client, as a parameter or a property. */
export function InjectAnalytics(): ParameterDecorator & PropertyDecorator {
  return Inject(ANALYTICS);
}

/**
 * The scope of the request, as a parameter of its handler. Services below find it with `current()` of the client.
 *
 * @example
 * \@Post('orders')
 * create(@RequestAnalytics() analytics: Scope) {
 *   analytics.track({ event: 'Order Completed' });
 * }
 */
export const RequestAnalytics: () => ParameterDecorator = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Scope => {
    const request: WithScope | undefined = context.switchToHttp().getRequest();
    // Fastify wraps the request that the middleware saw.
    const scope = request?.analytics ?? request?.raw?.analytics;
    if (scope !== undefined) return scope;
    throw new ValidationError({
      code: 'invalid',
      call: 'RequestAnalytics',
      field: 'request',
      found: 'one without a scope',
      expected: 'an HTTP request of an application that imports AnalyticsModule.forRoot(…)',
    });
  },
);

interface WithScope {
  readonly analytics?: Scope;
  readonly raw?: { readonly analytics?: Scope };
}

function dynamicModule(providers: Provider[]): DynamicModule {
  return {
    module: AnalyticsModule,
    global: true,
    providers: [...providers, { provide: Analytics, useExisting: ANALYTICS }],
    exports: [ANALYTICS, Analytics],
  };
}

/** Said at once: with an older one no request would have a scope, and nothing would say why. */
function checkNest(call: string): void {
  const version = versionOfNest();
  if (version === undefined || Number.parseInt(version, 10) >= OLDEST_NEST) return;
  const expected = 'version 11 or 12 (npm install @nestjs/common@12 @nestjs/core@12)';
  throw unsupported({ call, framework: NEST, version, expected });
}

/** Nothing where the program is one file, and its packages are gone. */
function versionOfNest(): string | undefined {
  try {
    return createRequire(import.meta.url)(`${NEST}/package.json`).version;
  } catch {
    return undefined;
  }
}
