import { afterEach, beforeEach, jest } from '@jest/globals';
import { type AnalyticsSettings, Analytics as SegmentAnalytics } from '@segment/analytics-node';
import { Analytics } from '../../lib/index.js';
import { turns } from '../support/manual-clock.js';
import {
  type Answering,
  type ReceivedMessage,
  type ReceivedRequest,
  Service,
} from '../support/service.js';
import { until } from '../support/until.js';

/** A client as a program that was written for Segment's knows it. */
export type Client = SegmentAnalytics;
export type MakesClients = new (settings: AnalyticsSettings) => Client;

export const SEGMENT: MakesClients = SegmentAnalytics;
/** That the types fit is the matter of spec/types/segment. */
export const WAYBILL = Analytics as unknown as MakesClients;

/** For what both are held to alike. */
export const BOTH: readonly (readonly [name: string, Maker: MakesClients])[] = [
  ['Segment', SEGMENT],
  ['Waybill', WAYBILL],
];

/** A program, and the server that it meets. */
export interface Play {
  readonly program: (client: Client) => unknown;
  readonly settings?: (serviceUrl: string) => Partial<AnalyticsSettings>;
  readonly script?: readonly Answering[];
  readonly otherwise?: Answering;
}

/** A request as the server saw it, without what is the sender's own: its name, its version and when it sent. */
export interface Sent {
  readonly method: string | undefined;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly retryCount: string | string[] | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Message ids that a program gives begin like this; all others are made by the client. */
export const GIVEN = 'given-';
/** When the programs run. A whole second, since clients round it differently. */
export const NOW = '2026-01-01T00:00:00.000Z';

// About a millisecond passes for each step, so ten seconds of the clients' time take half a second.
const STEP_MS = 25;

/** Holds the timers and the dates of both clients, so that their waits are short and their timestamps the same. */
export function useTheirTime(): void {
  beforeEach(() => {
    jest.useFakeTimers({
      now: Date.parse(NOW),
      doNotFake: [
        'nextTick',
        'setImmediate',
        'clearImmediate',
        'queueMicrotask',
        'performance',
        'hrtime',
      ],
    });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
}

/**
 * Lets the clients' time pass until something is settled, and stand still while a request of this client is out. One that
 * gets no reply is out for ever, so a spec of those names no client.
 */
export async function hurry<Value>(
  client: Client | undefined,
  awaited: Promise<Value>,
): Promise<Value> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  awaited.then(over, over);
  const step = async (): Promise<void> => {
    const isStill = client !== undefined && isOut.get(client)?.() === true;
    await jest.advanceTimersByTimeAsync(isStill ? 0 : STEP_MS);
    await turns(1);
  };
  await until(() => isOver, 'what is waited for', step);
  return awaited;
}

const isOut = new WeakMap<Client, () => boolean>();

/** Runs a program with one of the clients, closes the client, and gives what the server got. */
export async function sentBy(Maker: MakesClients, play: Play): Promise<readonly Sent[]> {
  const service = await Service.start(play.script);
  if (play.otherwise !== undefined) service.otherwise(play.otherwise);
  try {
    const client = aClientOf(Maker, { host: service.url, ...play.settings?.(service.url) });
    await hurry(client, Promise.resolve(play.program(client)));
    await close(client);
    return service.requests.map(sentOf);
  } finally {
    await service.close();
  }
}

/** Closes a client, whose time passes meanwhile. */
export function close(client: Client): Promise<unknown> {
  return hurry(client, client.closeAndFlush());
}

export function sentOf({ method, path, headers, body }: ReceivedRequest): Sent {
  return {
    method,
    path,
    authorization: headers.authorization,
    contentType: headers['content-type'],
    retryCount: headers['x-retry-count'],
    body: comparable(body),
  };
}

/** A client that is made at `NOW`, and whose requests `hurry` knows of. */
export function aClientOf(Maker: MakesClients, settings: Partial<AnalyticsSettings>): Client {
  jest.setSystemTime(Date.parse(NOW));
  const client = new Maker({ writeKey: 'a-write-key', ...settings });
  let out = 0;
  client.on('http_request', () => {
    out += 1;
  });
  client.on('http_response', () => {
    out -= 1;
  });
  isOut.set(client, () => out > 0);
  return client;
}

/** A body without `sentAt`, `_metadata`, `context.library` and the ids that the client made. */
export function comparable(body: object): Readonly<Record<string, unknown>> {
  const { sentAt, batch, ...rest } = body as {
    readonly sentAt: string;
    readonly batch: readonly ReceivedMessage[];
  };
  return { ...rest, isDated: !Number.isNaN(Date.parse(sentAt)), batch: batch.map(withoutSender) };
}

function withoutSender(message: ReceivedMessage): object {
  const { _metadata, messageId, context, ...rest } = message;
  const { library, ...around } = context as Readonly<Record<string, unknown>>;
  return {
    ...rest,
    context: around,
    messageId: messageId.startsWith(GIVEN) ? messageId : 'made by the client',
    isSigned: _metadata !== undefined && library !== undefined,
  };
}
