import { describe, expect, it } from '@jest/globals';
import { SpanKind } from '@opentelemetry/api';
import { Program } from '../support/program.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

const HTTP = '@opentelemetry/instrumentation-http';
const UNDICI = '@opentelemetry/instrumentation-undici';

/** A span, as the program tells of it. */
interface Told {
  readonly by: string;
  readonly id: string;
  readonly kind: SpanKind;
  readonly parent?: string;
  readonly links: readonly string[];
  readonly path: string;
}

/** Runs a program that OpenTelemetry instruments. It makes requests of its own before and after those of its client. */
async function run(format: string, transport: string, isObserved: boolean) {
  const service = await stage.service();
  const args = [format, transport, String(isObserved)];
  const program = Program.start(stage, 'instrumented.mjs', { service, args });
  const caller = (await program.said('caller')) as { readonly spanId: string };
  const spans = (await program.said('spans')) as readonly Told[];
  expect(await program.ended).toMatchObject({ code: 0 });
  expect(service.messages).toHaveLength(3);
  const parents = service.requests.map(({ path, headers }) => [path, parentIn(headers)]);
  const parentAt = Object.fromEntries(parents) as Record<string, string | undefined>;
  return { caller: caller.spanId, spans, parentAt };
}

/** The span that a request names as its parent. */
function parentIn({ traceparent }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof traceparent === 'string' ? traceparent.split('-')[2] : undefined;
}

const idAt = (spans: readonly Told[], path: string): string | undefined =>
  spans.find((span) => span.path === path)?.id;

describe('a program whose HTTP is instrumented', () => {
  it.each([
    ['mjs', 'node-fetch'],
    ['mjs', 'the agent of the program'],
    ['mjs', 'fetch'],
    ['mjs', 'FetchHTTPClient'],
    ['cjs', 'node-fetch'],
    ['cjs', 'fetch'],
  ])('has one span of a request of an observed client: %s, by %s', async (format, transport) => {
    const { caller, spans, parentAt } = await run(format, transport, true);

    expect(spans.filter(({ path }) => path === '/v1/batch')).toEqual([
      {
        by: 'waybill',
        id: expect.any(String),
        kind: SpanKind.CLIENT,
        links: [caller],
        path: '/v1/batch',
      },
    ]);
    expect(parentAt['/v1/batch']).toBeUndefined();
    // Its own requests are traced as ever, also on connections that the client has used.
    const own = { kind: SpanKind.CLIENT, parent: caller };
    expect(spans.filter(({ parent }) => parent !== undefined)).toMatchObject([
      { ...own, by: HTTP, path: '/before/http' },
      { ...own, by: UNDICI, path: '/before/fetch' },
      { ...own, by: HTTP, path: '/after/http' },
      { ...own, by: UNDICI, path: '/after/fetch' },
    ]);
    for (const path of ['/before/http', '/before/fetch', '/after/http', '/after/fetch']) {
      expect(parentAt[path]).toBe(idAt(spans, path));
    }
  });

  it.each([
    ['mjs', 'node-fetch', HTTP],
    ['mjs', 'fetch', UNDICI],
    ['cjs', 'node-fetch', HTTP],
  ])('has the span of the instrumentation otherwise: %s, by %s', async (format, transport, by) => {
    const { caller, spans, parentAt } = await run(format, transport, false);

    expect(spans.filter(({ path }) => path === '/v1/batch')).toMatchObject([
      { by, kind: SpanKind.CLIENT, parent: caller, links: [] },
    ]);
    expect(parentAt['/v1/batch']).toBe(idAt(spans, '/v1/batch'));
  });
});
