import type { IncomingMessage } from 'node:http';
import type { Analytics } from '../../client/analytics.js';
import { complaintsOf } from '../complaints.js';
import { countFailure } from '../tell.js';
import { belowAddress, DATA } from './below.js';
import {
  type Answer,
  type Asked,
  JSON_TYPE,
  type MountableHandler,
  mountable,
  PLAIN_TYPE,
} from './mountable.js';
import { Recorder } from './recorder.js';
import { type ViewData, viewDataOf } from './view-data.js';
import { pageOf, VIEW_POLICY } from './view-page.js';

/** Who may see a client's deliveries, and how much of them. */
export interface DeliveryViewOptions<Incoming = IncomingMessage> {
  /**
   * Whether a request may see them: nobody does unless this gives `true`, or a promise of it. It is given the request of
   * node:http, Express or Fastify, or the context of Hono.
   */
  readonly allow: (request: Incoming) => boolean | Promise<boolean>;
  /**
   * Where it is mounted. Express, Fastify and Hono say so by themselves; node:http can't.
   * @default what the framework says, and else '/delivery'
   */
  readonly path?: string | undefined;
  /** Whether ids of users are hashed, and what messages and errors say is left out. @default true */
  readonly redact?: boolean | undefined;
  /** How many outcomes are kept and shown; 1 to 1 000. @default 50 */
  readonly limit?: number | undefined;
}

/** A view that may be mounted. */
export type DeliveryView = MountableHandler & {
  /** Watches the client no more: what was seen is shown still. */
  end(): void;
};

const DEFAULT_ADDRESS = '/delivery';
const FORBIDDEN: Answer = { status: 403, type: PLAIN_TYPE, body: 'Not allowed.\n' };
const NOT_FOUND: Answer = { status: 404, type: PLAIN_TYPE, body: 'Nothing is here.\n' };

/** Watches a client from now on, and shows what was seen. */
export function viewOf(client: Analytics, options: DeliveryViewOptions<unknown>): DeliveryView {
  const { path, redact: isRedacted = true, limit = 50 } = options;
  const recorder = new Recorder(client, { isRedacted, limit });
  const isAllowed = guardOf(client, options.allow);
  const handler = mountable(
    async (asked) => {
      if (!(await isAllowed(asked.request))) return FORBIDDEN;
      const found = foundAt(asked, path);
      if (found === undefined) return NOT_FOUND;
      const data = viewDataOf(client, recorder, isRedacted);
      return found === 'data' ? jsonOf(data) : await htmlOf(data, asked.path);
    },
    () => countFailure(client),
  );
  return Object.assign(handler, { end: recorder.end });
}

/** What throws lets nobody in, and is told: else it looks like somebody who may not. */
function guardOf(client: Analytics, allow: (request: unknown) => unknown) {
  return async (request: unknown): Promise<boolean> => {
    try {
      return (await allow(request)) === true;
    } catch (cause) {
      countFailure(client);
      complaintsOf(client).guardFailed('deliveryView', cause);
      return false;
    }
  };
}

function foundAt(asked: Asked, address: string | undefined): 'page' | 'data' | undefined {
  const told = address === undefined ? asked.below : undefined;
  const rest = told ?? belowAddress(address ?? DEFAULT_ADDRESS, asked.path);
  if (rest === `/${DATA}`) return 'data';
  return rest === '/' ? 'page' : undefined;
}

function jsonOf(data: ViewData): Answer {
  return { status: 200, type: JSON_TYPE, body: `${JSON.stringify(data)}\n` };
}

async function htmlOf(data: ViewData, path: string): Promise<Answer> {
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': VIEW_POLICY, 'referrer-policy': 'no-referrer' },
    body: await pageOf(data, dataUrlOf(path)),
  };
}

/** From the page, whether or not its address ends with a slash. */
function dataUrlOf(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last === '' ? DATA : `./${last}/${DATA}`;
}
