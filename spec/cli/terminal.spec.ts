import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { terminalOf } from '../../lib/cli/terminal.js';

function aTerminal({ isTTY = true } = {}) {
  const stdout = new PassThrough().setEncoding('utf8');
  const stderr = Object.assign(new PassThrough().setEncoding('utf8'), { isTTY });
  const clock = { ms: 1_000 };
  const terminal = terminalOf({ stdout, stderr, nowMs: () => clock.ms });
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  return { terminal, stdout, stderr, clock, read };
}

describe('a terminal', () => {
  it('has results on one stream and complaints on the other', () => {
    const { terminal, stdout, stderr, read } = aTerminal();
    terminal.write('a result\n');
    terminal.complain('a complaint\n');
    expect([read(stdout), read(stderr)]).toEqual(['a result\n', 'a complaint\n']);
  });

  it('shows progress in one line, ten times a second at most, and clears it', () => {
    const { terminal, stderr, clock, read } = aTerminal();
    terminal.progress('10 of 12');
    clock.ms += 99;
    terminal.progress('11 of 12');
    clock.ms += 1;
    terminal.progress('all');
    terminal.progress('');
    terminal.progress('');
    expect(read(stderr)).toBe('\r10 of 12\rall     \r   \r');
  });

  it('shows no progress where nobody watches', () => {
    const { terminal, stderr, read } = aTerminal({ isTTY: false });
    terminal.progress('1 of 2');
    terminal.progress('');
    expect(read(stderr)).toBe('');
  });

  it('does not mind a pipe that was closed, and minds any other fault', () => {
    const { stdout } = aTerminal();
    const fault = (code: string): Error => Object.assign(new Error(code), { code });
    expect(() => stdout.emit('error', fault('EPIPE'))).not.toThrow();
    expect(() => stdout.emit('error', fault('EIO'))).toThrow('EIO');
  });
});
