import { describe, expect, it } from '@jest/globals';
import { ContextLogger, ContextStats } from '../../lib/pipeline/context-log.js';

describe('the log of a context', () => {
  it('keeps its lines in order, with their time and a copy of what comes along', () => {
    const logger = new ContextLogger();
    const extras = { attempt: 1 };
    logger.log('info', 'first');
    logger.log('error', 'second', extras);
    extras.attempt = 2;

    expect(logger.logs).toEqual([
      { level: 'info', message: 'first', time: expect.any(Date) },
      { level: 'error', message: 'second', time: expect.any(Date), extras: { attempt: 1 } },
    ]);
    expect(logger.logs[0]).not.toHaveProperty('extras');
  });

  it('forgets them when it is flushed, and what was read of it stays', () => {
    const logger = new ContextLogger();
    logger.log('warn', 'gone');
    const { logs } = logger;
    logger.flush();
    logger.log('warn', 'new');

    expect(logs.map(({ message }) => message)).toEqual(['gone']);
    expect(logger.logs.map(({ message }) => message)).toEqual(['new']);
  });
});

describe('the metrics of a context', () => {
  it('are counters and gauges in the shape of Segment’s client', () => {
    const stats = new ContextStats();
    stats.increment('calls');
    stats.increment('calls', 2, ['a:b']);
    stats.gauge('size', 7, ['c']);

    const timestamp = expect.any(Number);
    expect(stats.metrics).toEqual([
      { metric: 'calls', value: 1, type: 'counter', tags: [], timestamp },
      { metric: 'calls', value: 2, type: 'counter', tags: ['a:b'], timestamp },
      { metric: 'size', value: 7, type: 'gauge', tags: ['c'], timestamp },
    ]);
    stats.flush();
    expect(stats.metrics).toEqual([]);
  });
});
