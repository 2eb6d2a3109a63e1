import { describe, expect, it } from '@jest/globals';
import { codesIn, remarksIn, rewritten } from './a-source.js';

const segment = (options: string): string =>
  `import { Analytics } from '@segment/analytics-node'; new Analytics(${options});`;
const legacy = (options: string): string =>
  `const Analytics = require('analytics-node'); new Analytics('a-key', ${options});`;
const rudder = (options: string): string =>
  `import Analytics from '@rudderstack/rudder-sdk-node'; new Analytics('a-key', ${options});`;
const inWaybill = (options: string): string =>
  `const { Analytics } = require('waybill'); new Analytics('a-key', ${options});`;

/** What is found besides the import. */
const about = (text: string): readonly string[] =>
  codesIn(text).filter((code) => !code.startsWith('import'));

describe("options of Segment's client", () => {
  it.each([
    ["{ writeKey: 'k', flushAt: 15 }", []],
    ["{ writeKey: 'k' }", ['flush-at-default']],
    ["{ writeKey: 'k', maxEventsInBatch: 5 }", []],
    ["{ 'writeKey': 'k', flushAt, maxRetries, path: '/v1/batch' }", []],
    ["{ writeKey: 'k', flushAt: 1, retries: 3 }", ['unknown-option']],
    ["{ writeKey: 'k', flushAt: 0 }", ['refused-option']],
    ["{ writeKey: '', flushAt: 1 }", ['refused-option']],
    [
      "{ writeKey: 'k', flushAt: -1, flushInterval: 60 * 60 * 1000 + 1 }",
      ['refused-option', 'refused-option'],
    ],
    ["{ writeKey: 'k', flushAt: 1, host: 'proxy.example.com' }", ['refused-option']],
    ["{ writeKey: 'k', flushAt: 1, host: 'https://proxy.example.com/' }", ['redirects']],
    [
      "{ writeKey: 'k', flushAt: 1, oauthSettings: { clientId, keys, scope: 'a' } }",
      ['unknown-option'],
    ],
    ["{ writeKey: 'k', flushAt: 1, httpClient: { makeRequest } }", []],
    ["{ writeKey: 'k', flushAt: 1, httpClient(url) {} }", []],
    ["{ writeKey: 'k', ...rest }", ['unseen-options']],
    ["{ writeKey: 'k', [name]: 1 }", ['unseen-options']],
    ['settings', ['unseen-options']],
    ['{ writeKey, flushAt: 1 } satisfies AnalyticsSettings', []],
  ])('%s', (options, codes) => {
    expect(about(segment(options))).toEqual(codes);
  });

  it('are read from a constant of the file, with their places', () => {
    const text = `const settings = { writeKey: 'k', flushAt: 1, retries: 3 };\n${segment('settings')}`;
    expect(about(text)).toEqual(['unknown-option']);
    expect(remarksIn(text)[0]?.offset).toBe(text.indexOf('retries'));
  });

  it('say which name may be meant, and never a value', () => {
    const [found] = remarksIn(
      segment("{ writeKey: 'a-secret', flushAt: 1, maxRetry: 'a-secret' }"),
    ).filter(({ code }) => code === 'unknown-option');
    expect(found).toMatchObject({ todo: expect.stringMatching(/maxRetries/) });
    const told = JSON.stringify(
      remarksIn(segment("{ writeKey: 'a-secret\\n', flushAt: 'a-secret' }")),
    );
    expect(told).toMatch(/refused-option/);
    expect(told).not.toMatch(/a-secret/);
  });
});

describe('options of the legacy client', () => {
  it.each([
    ['{ retryCount: 5 }', '{ maxRetries: 5 }'],
    ['{ retryCount }', '{ maxRetries: retryCount }'],
    ["{ 'retryCount': n() }", '{ maxRetries: n() }'],
    ['{ timeout: 5 * 1000 }', '{ httpRequestTimeout: 5 * 1000 }'],
    ['{ maxQueueSize: 1024 * 450 }', '{ maxBatchBytes: 1024 * 450 }'],
    [
      '{ flushAt: 1, /* a */ retryCount: 5, // b\n }',
      '{ flushAt: 1, /* a */ maxRetries: 5, // b\n }',
    ],
  ])('are renamed: %s', (before, after) => {
    expect(rewritten(legacy(before))).toBe(inWaybill(after));
  });

  it.each([
    "{ timeout: '10s' }",
    '{ timeout: 0 }',
    '{ timeout }',
    '{ maxQueueSize: 100 }',
    '{ maxQueueSize: SIZE }',
    '{ retryCount: -1 }',
    '{ retryCount: 5, maxRetries: 3 }',
    '{ retryCount() {} }',
    '{ axiosConfig: { proxy } }',
    '{ axiosInstance }',
    '{ axiosRetryConfig: {} }',
    '{ flushed: true }',
  ])('are left to be changed by hand: %s', (options) => {
    expect(about(legacy(options))).toEqual(['moved-option']);
    expect(rewritten(legacy(options))).toBe(inWaybill(options));
  });

  it('are not renamed in a constant, which may have other uses', () => {
    const text = `const rest = { retryCount: 5 }; ${legacy('rest')}`;
    expect(about(text)).toEqual(['moved-option']);
    expect(rewritten(text)).toContain('{ retryCount: 5 }');
  });

  it('are not renamed while the import is left', () => {
    const text = `export * from 'analytics-node'; ${legacy('{ retryCount: 5 }')}`;
    expect(rewritten(text)).toContain('{ retryCount: 5 }');
  });

  it.each([
    '{ enable: isProduction }',
    "{ host: 'https://api.segment.io/', flushAt: 20 }",
    "{ path: '/v1/batch/' }",
    '{}',
  ])('work as they are: %s', (options) => {
    expect(about(legacy(options)).filter((code) => code !== 'redirects')).toEqual([]);
    expect(rewritten(legacy(options))).toBe(inWaybill(options));
  });

  it('have a handler of errors that gets other errors', () => {
    expect(about(legacy('{ errorHandler }'))).toEqual(['error-handler']);
  });
});

describe("options of RudderStack's client", () => {
  it.each([
    ["{ dataPlaneUrl: 'https://a.example.com' }", "{ host: 'https://a.example.com' }"],
    ['{ dataPlaneUrl }', '{ host: dataPlaneUrl }'],
    [
      '{ host, maxInternalQueueSize: 5, maxQueueSize: 460_800 }',
      '{ host, maxQueueSize: 5, maxBatchBytes: 460_800 }',
    ],
    [
      '{ host, maxQueueSize: 460_800, maxInternalQueueSize: 5 }',
      '{ host, maxBatchBytes: 460_800, maxQueueSize: 5 }',
    ],
  ])('are renamed: %s', (before, after) => {
    const [, options] = rewritten(rudder(before)).split("'a-key', ");
    expect(options).toBe(`${after});`);
  });

  it.each([
    "{ host, gzip: true, dataPlaneUrl: 'https://a.example.com' }",
    "{ gzip: true, dataPlaneUrl: 'https://a.example.com/v1/batch' }",
    '{ host, gzip: true, maxInternalQueueSize: 5, maxQueueSize: SIZE }',
    "{ host, gzip: true, logLevel: 'debug' }",
  ])('are left to be changed by hand: %s', (options) => {
    expect(about(rudder(options))).toContain('moved-option');
    expect(rewritten(rudder(options))).toContain(options);
  });

  it.each([
    ['{}', ['wire-format', 'gzip-default', 'host-default']],
    ['{ ...rest }', ['unseen-options', 'wire-format']],
    ['{ host, gzip: false }', ['wire-format', 'redirects']],
  ])('that are left out matter: %s', (options, codes) => {
    expect(about(rudder(options))).toEqual(codes);
  });
});

describe('options of Waybill', () => {
  it.each([
    ['{ flushAt: 1 }', []],
    ['{ timeout: 5 }', ['moved-option']],
    ['{ axiosConfig: {} }', ['moved-option']],
    ['{ maxQueueSize: 100 }', []],
    ['{ flushed: 1, nothing: 1 }', ['moved-option', 'unknown-option']],
    ['rest', []],
  ])('are found until they are right: %s', (options, codes) => {
    expect(codesIn(inWaybill(options))).toEqual(codes);
  });
});

describe('a client', () => {
  it.each([
    'export const handler = async () => { new Analytics(o); };',
    'exports.handler = async function () { new Analytics(o); };',
    'export async function handler() { if (a) { new Analytics(o); } }',
    'export const handler = wrap(async () => new Analytics(o));',
  ])('that is made by each invocation is noted: %s', (code) => {
    const text = `import { Analytics } from '@segment/analytics-node'; ${code}`;
    expect(codesIn(text)).toContain('client-per-invocation');
  });

  it('that is made beside the handler is not', () => {
    const text = `${segment('o').replace('new', 'const a = new')} export const handler = () => a;`;
    expect(codesIn(text)).not.toContain('client-per-invocation');
  });

  it('is made by super() in a class of its own', () => {
    const text = `import { Analytics } from '@segment/analytics-node';
      class Mine extends Analytics { constructor() { super({ writeKey: 'k', flushAt: 1, nothing: 1 }); } }
      new Mine({ anything: 1 }).register(plugin);`;
    expect(about(text)).toEqual(['unknown-option', 'plugin-rules']);
  });
});
