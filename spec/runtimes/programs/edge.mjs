/* global SCENARIO */
import { Hono } from 'hono';
import * as waybill from 'waybill';
import { analytics } from 'waybill/hono';
import { requestAnalytics } from 'waybill/next';
import { callNumber, optionsFor, runScenario } from './scenario.mjs';

const input = JSON.parse(SCENARIO);

const hono = new Hono();
hono.use((context, next) => {
  const client = new waybill.Analytics(optionsFor('hono', input));
  return analytics(client, { flush: 'response' })(context, next);
});
hono.get('/hono', (context) => {
  callNumber(context.get('analytics'), 1);
  return context.body('{}');
});

const ROUTES = {
  scenario: async () => Response.json(await runScenario(waybill, input)),

  /** Answers at once. What was called is sent afterwards. */
  'wait-until': (event) => {
    const waitUntil = (work) => event.waitUntil(work);
    callNumber(new waybill.Analytics({ ...optionsFor('wait-until', input), waitUntil }), 1);
    return new Response('{}');
  },

  hono: (event) => hono.fetch(event.request, {}, event),

  next: async (event) => {
    const client = new waybill.Analytics(optionsFor('next', input));
    callNumber(await requestAnalytics(client, event.request), 1);
    event.waitUntil(client.flush());
    return new Response('{}');
  },
};

addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  event.respondWith(ROUTES[pathname.slice(1)](event));
});
