import type { Attributes } from '@opentelemetry/api';
import type { OwnStats, Stats } from '../../client/stats.js';

/** One number of the account, as an instrument reports it. */
export interface Figure {
  /** Levels of several processes may be added up, and gauges may not. */
  readonly kind: 'counter' | 'level' | 'gauge';
  readonly unit: string;
  readonly description: string;
  /** Nothing where the client has nothing of the kind. */
  readonly of: (stats: Stats) => readonly Sample[];
}

export interface Sample {
  readonly value: number;
  readonly attributes: Attributes;
}

/** A number, or numbers by reason. */
type Value = number | Readonly<Record<string, number>>;
type Row<Account> = readonly [
  kind: Figure['kind'],
  unit: string,
  description: string,
  of: (account: Account) => Value,
];
type Rows<Account> = Readonly<Record<string, Row<Account>>>;

const MS_A_SECOND = 1_000;

/** What the account of each endpoint has. */
const ACCOUNT: Rows<OwnStats> = {
  'messages.accepted': [
    'counter',
    '{message}',
    'Messages that were accepted.',
    ({ accepted }) => accepted,
  ],
  'messages.delivered': [
    'counter',
    '{message}',
    'Messages that the endpoint has taken.',
    ({ delivered }) => delivered,
  ],
  'messages.dropped': [
    'counter',
    '{message}',
    'Accepted messages that were not delivered, by reason.',
    ({ dropped }) => dropped,
  ],
  'messages.spooled': [
    'counter',
    '{message}',
    'Messages that were left on the disk, for later.',
    ({ spooled }) => spooled,
  ],
  'calls.refused': [
    'counter',
    '{call}',
    'Calls that were not taken, by reason.',
    ({ refused }) => refused,
  ],
  requests: [
    'counter',
    '{request}',
    'Requests that were made, repeated ones included.',
    ({ requests }) => requests,
  ],
  'requests.retried': [
    'counter',
    '{request}',
    'Requests that repeated one before.',
    ({ retried }) => retried,
  ],
  'requests.active': ['level', '{request}', 'Requests that are out.', ({ inFlight }) => inFlight],
  'queue.messages': [
    'level',
    '{message}',
    'Messages that are accepted and not settled.',
    ({ pending }) => pending,
  ],
  'queue.size': [
    'level',
    'By',
    'The JSON of the messages that are not settled.',
    ({ pendingBytes }) => pendingBytes,
  ],
  'queue.fullness': ['gauge', '1', 'How full the queue is, 0 to 1.', ({ fullness }) => fullness],
  'endpoint.failing': [
    'gauge',
    's',
    'For how long the endpoint has failed; 0 where it does not.',
    failingS,
  ],
  'host.errors': [
    'counter',
    '{error}',
    'What callbacks, listeners and plugins of the program threw.',
    ({ hostErrors }) => hostErrors,
  ],
};

const SPOOL: Rows<NonNullable<Stats['spool']>> = {
  'spool.size': ['level', 'By', 'What the client has on the disk.', ({ bytes }) => bytes],
  'spool.messages.delivered': [
    'counter',
    '{message}',
    'Messages that were sent from the disk.',
    ({ delivered }) => delivered,
  ],
  'spool.messages.dropped': [
    'counter',
    '{message}',
    'Messages on the disk that were lost, by reason.',
    ({ dropped }) => dropped,
  ],
  'spool.failures': [
    'counter',
    '{failure}',
    'How often the disk failed.',
    ({ failures }) => failures,
  ],
};

const DESTINATION: Rows<NonNullable<Stats['destinations']>[string]> = {
  'destination.messages.delivered': [
    'counter',
    '{message}',
    'Messages that a destination plugin has taken.',
    ({ delivered }) => delivered,
  ],
  'destination.messages.dropped': [
    'counter',
    '{message}',
    'Messages that a destination plugin did not get, by reason.',
    ({ dropped }) => dropped,
  ],
  'destination.queue.messages': [
    'level',
    '{message}',
    'Messages that wait for a destination plugin.',
    ({ pending }) => pending,
  ],
};

/** Every figure. The mirror and what is forwarded have names of their own: a sum over a name counts a message once. */
export const FIGURES: Readonly<Record<string, Figure>> = {
  ...figuresOf('waybill', ACCOUNT, (stats) => [[{}, stats]]),
  ...figuresOf('waybill.mirror', ACCOUNT, ({ mirror }) => oneOrNone(mirror)),
  ...figuresOf('waybill.forwarded', ACCOUNT, ({ plan }) => oneOrNone(plan?.forwarded)),
  ...figuresOf('waybill', SPOOL, ({ spool }) => oneOrNone(spool)),
  ...figuresOf('waybill', DESTINATION, ({ destinations = {} }) =>
    Object.entries(destinations).map(([name, one]) => [{ 'waybill.destination': name }, one]),
  ),
};

/** Accounts, each with what tells it from the others. */
type Accounts<Account> = readonly (readonly [Attributes, Account])[];

function figuresOf<Account>(
  scope: string,
  rows: Rows<Account>,
  find: (stats: Stats) => Accounts<Account>,
): Record<string, Figure> {
  const figures = Object.entries(rows).map(([name, [kind, unit, description, read]]) => {
    const of = (stats: Stats): readonly Sample[] =>
      find(stats).flatMap(([attributes, account]) => samplesOf(read(account), attributes));
    return [`${scope}.${name}`, { kind, unit, description, of }] as const;
  });
  return Object.fromEntries(figures);
}

function samplesOf(value: Value, attributes: Attributes): readonly Sample[] {
  if (typeof value === 'number') return [{ value, attributes }];
  return Object.entries(value).map(([reason, count]) => ({
    value: count,
    attributes: { ...attributes, 'waybill.reason': reason },
  }));
}

function oneOrNone<Account>(account: Account | undefined): Accounts<Account> {
  return account === undefined ? [] : [[{}, account]];
}

function failingS({ failing }: OwnStats): number {
  return (failing?.forMs ?? 0) / MS_A_SECOND;
}
