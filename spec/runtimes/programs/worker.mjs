import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import * as waybill from 'waybill';
import { analytics } from 'waybill/hono';
import { requestAnalytics } from 'waybill/next';
import { callNumber, optionsFor, runScenario } from './scenario.mjs';

const input = JSON.parse(env.SCENARIO);

// Made before there is a request, when nothing may be sent, no timer be set and no random number be made. Requests use it one
// after the other: docs/guide/workers.md says why not at once.
const shared = new waybill.Analytics({
  ...optionsFor('shared', input),
  plugins: [
    {
      name: 'seen',
      type: 'destination',
      version: '1.0.0',
      isLoaded: () => true,
      load: () => undefined,
      track: () => undefined,
    },
  ],
});
new waybill.Analytics({
  ...optionsFor('none', input),
  mirror: optionsFor('none', input),
  oauthSettings: { clientId: 'a-client', clientKey: input.privateKey, keyId: 'a-key' },
});

const hono = new Hono();
hono.use((context, next) => {
  const client = new waybill.Analytics(optionsFor('hono', input));
  return analytics(client, { flush: 'response' })(context, next);
});
hono.get('/hono', (context) => {
  callNumber(context.get('analytics'), Number(context.req.query('number')));
  return context.body('{}');
});

const ROUTES = {
  scenario: async () => Response.json(await runScenario(waybill, input)),

  /** Answers at once. What was called is sent afterwards. */
  'wait-until': (number, context) => {
    const waitUntil = (work) => context.waitUntil(work);
    callNumber(new waybill.Analytics({ ...optionsFor('wait-until', input), waitUntil }), number);
    return new Response('{}');
  },

  /** The same, and what can't be sent in time is told of. */
  'wait-for-close': (number, context) => {
    const client = new waybill.Analytics(optionsFor('wait-for-close', input));
    callNumber(client, number);
    context.waitUntil(client.close({ timeout: 20_000 }));
    return new Response('{}');
  },

  hono: (_number, context, request) => hono.fetch(request, env, context),

  next: async (number, context, request) => {
    const client = new waybill.Analytics(optionsFor('next', input));
    callNumber(await requestAnalytics(client, request), number);
    context.waitUntil(client.flush());
    return new Response('{}');
  },

  shared: async (number) => {
    callNumber(shared, number);
    const { pending, destinations } = await shared.flush();
    return Response.json({ pending: pending + destinations.seen.pending });
  },
};

export default {
  async fetch(request, _environment, context) {
    const { pathname, searchParams } = new URL(request.url);
    return ROUTES[pathname.slice(1)](Number(searchParams.get('number')), context, request);
  },
};
