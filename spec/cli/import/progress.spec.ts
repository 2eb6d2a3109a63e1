import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { hideProgress, showProgress } from '../../../lib/cli/import/progress.js';

/** A stream that keeps what is written to it, as a terminal or as a file. */
function aStream(columns?: number): Writable & { readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  return Object.assign(stream, { text: () => text, isTTY: columns !== undefined, columns });
}

const LARGE = {
  bytes: 400_000_000_000,
  totalBytes: 1_000_000_000_000,
  delivered: 12_345_678,
  notDelivered: 123_456,
  isDry: false,
};

/** What is seen of a terminal: nothing of how it is told where to write. */
function seen(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away.
  return text.replace(/\u001b(?:\[[\d?]*[A-Za-z]|[78])/g, '');
}

describe('progress in a terminal', () => {
  it('is a bar with the account in one line of at most 80 columns', () => {
    const stream = aStream(80);
    let now = 0;
    const progress = showProgress({ stream, nowMs: () => now });
    progress.update({ ...LARGE, bytes: 399_000_000_000, delivered: 12_000_000 });
    now = 1_000;
    progress.update(LARGE);
    progress.say('Something happened.');
    progress.update(LARGE);
    progress.stop();

    const lines = seen(stream.text()).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('██████░░░░░░░░░░ 39 %  12,000,000 delivered  123,456 not  0/s');
    expect(lines[0]).toContain('Something happened.');
    expect(lines[1]).toMatch(
      /40 % {2}12,345,678 delivered {2}123,456 not {2}345,678\/s {2}10m00s left/,
    );
    const [, last = ''] = /(█.* left)/.exec(lines[1] ?? '') ?? [];
    expect(last.length).toBeLessThanOrEqual(80);
  });

  it('is cut where the terminal is narrow', () => {
    const stream = aStream(30);
    const progress = showProgress({ stream, nowMs: () => 0 });
    progress.update(LARGE);
    progress.stop();
    expect(seen(stream.text())).toContain('██████░░░░░░░░░░ 40 %  12,345');
    expect(stream.text()).not.toContain('12,345,678');
  });

  it('has no bar where nobody knows how much there is', () => {
    const stream = aStream(80);
    const progress = showProgress({ stream, nowMs: () => 0 });
    progress.update({ ...LARGE, totalBytes: 0, isDry: true });
    progress.stop();
    expect(seen(stream.text())).toMatch(/^12,345,678 valid {2}123,456 not {2}0\/s/);
    expect(stream.text()).not.toMatch(/█|NaN/);
  });
});

describe('progress where nobody watches', () => {
  it('is a line every ten seconds', () => {
    const stream = aStream();
    let now = 0;
    const progress = showProgress({ stream, nowMs: () => now });
    for (; now < 25_000; now += 250) {
      progress.update({ ...LARGE, bytes: now, totalBytes: 50_000, delivered: now });
    }
    progress.stop();
    expect(stream.text()).toBe(
      '20 %  10,000 delivered  123,456 not  1,000/s  40s left\n' +
        '40 %  20,000 delivered  123,456 not  1,000/s  30s left\n',
    );
  });

  it('says what has to be said, even where it is hidden', () => {
    const stream = aStream();
    const progress = hideProgress({ stream });
    progress.update(LARGE);
    progress.say('Finishing.');
    progress.stop();
    expect(stream.text()).toBe('Finishing.\n');
  });
});
