import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import winston from 'winston';
import type { Logger } from '../../lib/base/logger.js';
import { aTrack } from '../support/client.js';
import { turns } from '../support/manual-clock.js';
import { status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

/** A logger of a kind, and what it wrote: levels and texts. */
type Made = { readonly logger: Logger; lines(): readonly (readonly [string, string])[] };

function gathered() {
  let written = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += String(chunk);
      done();
    },
  });
  const text = (): string => written;
  const parsed = () => linesOf(written).map((line) => JSON.parse(line) as Record<string, unknown>);
  return { stream, text, parsed };
}

function linesOf(text: string): readonly string[] {
  return text.trim().split('\n');
}

const LOGGERS: Readonly<Record<string, () => Made>> = {
  pino: () => {
    const { stream, parsed } = gathered();
    const logger = pino({ level: 'debug' }, stream);
    const levelOf = (level: unknown) => pino.levels.labels[Number(level)] ?? '';
    return {
      logger,
      lines: () => parsed().map((one) => [levelOf(one['level']), String(one['msg'])]),
    };
  },
  winston: () => {
    const { stream, parsed } = gathered();
    const transports = [new winston.transports.Stream({ stream })];
    const logger = winston.createLogger({ level: 'debug', transports });
    const lines = () => parsed().map((one) => [one['level'], one['message']] as [string, string]);
    return { logger, lines };
  },
  console: () => {
    const { stream, text } = gathered();
    // It writes texts alone.
    const lines = () => linesOf(text()).map((line) => ['', line] as const);
    return { logger: new console.Console(stream), lines };
  },
};

describe.each(Object.entries(LOGGERS))('a logger of %s', (name, make) => {
  it('is told of requests, answers, retries with their wait, and losses, as texts', async () => {
    const service = await stage.service([status(503), status(401, {}, '%s %d {"a":1}')]);
    const { logger, lines } = make();
    const client = stage.client(service, { logger, onInvalid: 'drop' });
    client.track(aTrack());
    await client.flush();
    client.track(aTrack({ event: '' }));
    await client.close();
    await turns();

    const size = service.requests[0]?.rawBody.length;
    const expected: readonly (readonly [string, string | RegExp])[] = [
      ['debug', `1 message, attempt 1: POST ${service.url}/v1/batch, ${size} bytes`],
      ['debug', /^1 message, attempt 1: 503 after \d+ ms$/],
      ['debug', /^1 message, attempt 1 failed: again in \d+ ms$/],
      ['debug', /^1 message, attempt 2: POST /],
      ['debug', /^1 message, attempt 2: 401 after \d+ ms$/],
      ['error', /answered 401: %s %d \{"a":1\}$/],
      ['warn', /^track: event must be /],
    ];
    const written = lines();
    expect(written.map(([, text]) => text)).toEqual(
      expected.map(([, text]) => (typeof text === 'string' ? text : expect.stringMatching(text))),
    );
    if (name === 'console') return;
    expect(written.map(([level]) => level)).toEqual(expected.map(([level]) => level));
  });
});
