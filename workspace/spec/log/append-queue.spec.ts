import { describe, expect, it } from '@jest/globals';
import { AppendQueue, type Sink } from '../../lib/log/append-queue.js';

/** A sink that notes what it is given; each write ends when the spec says so. */
class NotingSink implements Sink {
  readonly writes: string[] = [];
  #release: () => void = () => undefined;
  #begun: () => void = () => undefined;
  readonly begun = new Promise<void>((resolve) => {
    this.#begun = resolve;
  });
  readonly #held = new Promise<void>((resolve) => {
    this.#release = resolve;
  });

  async write(lines: Buffer): Promise<void> {
    this.writes.push(lines.toString());
    this.#begun();
    await this.#held;
  }

  async clear(): Promise<void> {
    this.writes.push('cleared');
  }

  release(): void {
    this.#release();
  }
}

describe('the queue of appends', () => {
  it('makes one write of the calls of one turn', async () => {
    const sink = new NotingSink();
    const queue = new AppendQueue(sink);

    const appended = [queue.append('1\n2\n'), queue.append('3\n')];
    sink.release();
    await Promise.all(appended);

    expect(sink.writes).toEqual(['1\n2\n3\n']);
  });

  it('makes one write of all calls that come while another is under way', async () => {
    const sink = new NotingSink();
    const queue = new AppendQueue(sink);
    const first = queue.append('1\n');
    await sink.begun;

    const second = queue.append('2\n');
    await new Promise((resolve) => setImmediate(resolve));
    const third = queue.append('3\n');
    sink.release();
    await Promise.all([first, second, third]);

    expect(sink.writes).toEqual(['1\n', '2\n3\n']);
  });

  it('writes at most a megabyte at once', async () => {
    const sink = new NotingSink();
    const queue = new AppendQueue(sink);
    const line = `${'x'.repeat(400_000)}\n`;

    const appended = [1, 2, 3, 4].map(() => queue.append(line));
    sink.release();
    await Promise.all(appended);

    expect(sink.writes.map((text) => text.length)).toEqual([800_002, 800_002]);
  });

  it('clears in its turn', async () => {
    const sink = new NotingSink();
    const queue = new AppendQueue(sink);

    const done = [queue.append('1\n'), queue.clear(), queue.clear(), queue.append('2\n')];
    sink.release();
    await Promise.all(done);

    expect(sink.writes).toEqual(['1\n', 'cleared', 'cleared', '2\n']);
  });
});
