import { DEFAULTS } from '../../client/defaults.js';
import type { ClientName } from './clients.js';

/** What becomes of an option of another client. */
export type OptionRule = RenamedOption | MovedOption;

export interface RenamedOption {
  readonly kind: 'renamed';
  readonly to: string;
  /** Which values mean the same there: any, or only what is written out as a number. */
  readonly takes: 'any' | 'number';
  /** What to do where it can't be rewritten. */
  readonly todo: string;
}

export interface MovedOption {
  readonly kind: 'moved';
  readonly todo: string;
}

const LEGACY: Readonly<Record<string, OptionRule>> = {
  timeout: {
    kind: 'renamed',
    to: 'httpRequestTimeout',
    takes: 'number',
    todo: "Write httpRequestTimeout, a number of milliseconds: no texts like '10s', and no 0 for none.",
  },
  retryCount: {
    kind: 'renamed',
    to: 'maxRetries',
    takes: 'any',
    todo: `Write maxRetries; it is ${DEFAULTS.maxRetries} by default, and not 3.`,
  },
  maxQueueSize: {
    kind: 'renamed',
    to: 'maxBatchBytes',
    takes: 'number',
    todo: 'Write maxBatchBytes: it was the bytes of a batch. In Waybill maxQueueSize is how many messages may wait.',
  },
  flushed: {
    kind: 'moved',
    todo: 'Take it out: the first message waits for flushAt or flushInterval like any other.',
  },
  axiosConfig: {
    kind: 'moved',
    todo: 'Write httpRequestTimeout for its timeout, agent for a proxy or TLS, httpClient for anything else.',
  },
  axiosInstance: {
    kind: 'moved',
    todo: 'Write agent for a proxy or TLS, or httpClient, a function like fetch or an object with makeRequest().',
  },
  axiosRetryConfig: {
    kind: 'moved',
    todo: 'Write maxRetries, and retry: { minTimeout, maxTimeout, factor } for the waits.',
  },
};

const RUDDERSTACK: Readonly<Record<string, OptionRule>> = {
  ...LEGACY,
  dataPlaneUrl: {
    kind: 'renamed',
    to: 'host',
    takes: 'any',
    todo: "Write host, without the path; path is '/v1/batch' by default.",
  },
  maxInternalQueueSize: {
    kind: 'renamed',
    to: 'maxQueueSize',
    takes: 'any',
    todo: 'Write maxQueueSize: how many messages may wait.',
  },
  logLevel: {
    kind: 'moved',
    todo: 'Write logger: console, or any object with debug, info, warn and error, or set NODE_DEBUG=waybill.',
  },
};

/** What a file that already imports Waybill may still have: names that are no options there, whoever they come from. */
const { maxQueueSize: _isAnOptionOfWaybill, ...LEFT } = RUDDERSTACK;

export const OPTION_RULES: Readonly<Record<ClientName, Readonly<Record<string, OptionRule>>>> = {
  segment: {},
  core: {},
  legacy: LEGACY,
  rudderstack: RUDDERSTACK,
  waybill: LEFT,
};

/** Fields of the other clients that code may read, and Waybill has not. */
export const INNER_PROPERTIES: readonly string[] = [
  'axiosInstance',
  'enable',
  'flushAt',
  'flushInterval',
  'flushed',
  'host',
  'logLevel',
  'maxQueueSize',
  'path',
  'pQueue',
  'queue',
  'timeout',
  'timer',
  'writeKey',
];
