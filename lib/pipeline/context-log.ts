export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A line that a plugin logged with its context. */
export interface LogMessage {
  level: LogLevel;
  message: string;
  time?: Date;
  extras?: Record<string, unknown>;
}

/** The lines of one context. Nothing is printed. */
export class ContextLogger {
  #logs: LogMessage[] = [];

  get logs(): LogMessage[] {
    return this.#logs;
  }

  log(level: LogLevel, message: string, extras?: object): void {
    const line: LogMessage = { level, message, time: new Date() };
    if (extras !== undefined) line.extras = { ...extras };
    this.#logs.push(line);
  }

  flush(): void {
    this.#logs = [];
  }
}

/** The metrics that a plugin keeps with its context. */
export interface ContextMetric {
  metric: string;
  value: number;
  type: 'counter' | 'gauge';
  tags: string[];
  timestamp: number;
}

/** The metrics of one context, in the shape of Segment's client. */
export class ContextStats {
  metrics: ContextMetric[] = [];

  increment(metric: string, by = 1, tags: string[] = []): void {
    this.metrics.push({ metric, value: by, type: 'counter', tags, timestamp: Date.now() });
  }

  gauge(metric: string, value: number, tags: string[] = []): void {
    this.metrics.push({ metric, value, type: 'gauge', tags, timestamp: Date.now() });
  }

  flush(): void {
    this.metrics = [];
  }
}
