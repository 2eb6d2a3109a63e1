import { describe, expect, it } from '@jest/globals';
import { paintFor } from '../../../lib/cli/dev/colours.js';
import { tailLine } from '../../../lib/cli/dev/tail-line.js';
import { anEntry } from './a-workspace.js';

const plain = paintFor({ isTerminal: false, environment: {} });
const coloured = paintFor({ isTerminal: true, environment: {} });
const CONTROL = /\p{Cc}/u;

describe('the line of a message', () => {
  it.each([
    [{ type: 'track', event: 'Order Completed', userId: 'ada' }, /track +Order Completed +ada/],
    [{ type: 'page', name: 'Home', anonymousId: 'a-1' }, /page +Home +a-1/],
    [{ type: 'screen', name: 'Cart', userId: 'ada', anonymousId: 'a-1' }, /screen +Cart +ada/],
    [{ type: 'group', groupId: 'g-1', userId: 'ada' }, /group +g-1 +ada/],
    [{ type: 'alias', previousId: 'a-1', userId: 'ada' }, /alias +a-1 → ada +ada/],
    [{ type: 'identify', userId: 'ada' }, /identify +ada/],
    [{}, /^\S+ +default$/],
    [{ type: 'track', event: 42, userId: { a: [1] } }, /track +42 +\{"a":\[1\]\}/],
  ])('says which call it is, its name and its user: %j', (message, text) => {
    expect(tailLine(anEntry({ message }), plain)).toMatch(text);
  });

  it('keeps its columns where names are long', () => {
    const message = { type: 'track', event: 'é'.repeat(60), userId: 'u'.repeat(60) };
    const line = tailLine(anEntry({ message, source: 's'.repeat(60) }), plain);
    expect(line.length).toBeLessThan(100);
    expect(line).toMatch(/é{27}… {2}u{23}… {2}s{11}…$/);
  });

  it('fits into 80 columns, but for what is wrong', () => {
    const message = { type: 'identify', event: 'x', userId: 'u'.repeat(60) };
    const entry = anEntry({ message, source: 's'.repeat(60) });
    expect(tailLine(entry, plain, 80).length).toBeLessThanOrEqual(80);
    expect(tailLine(entry, plain, 200)).toBe(tailLine(entry, plain));
    expect(tailLine(entry, plain).length).toBeGreaterThan(80);
  });

  it.each([
    ['error', '✗', 31],
    ['warning', '▲', 33],
    ['hint', '·', 36],
  ] as const)('marks an %s, and says how many more there are', (level, mark, colour) => {
    const problems = [
      { level, text: 'Write Order Completed.' },
      { level, text: 'Another.' },
    ];
    const line = tailLine(anEntry({ problems }), plain);
    expect(line.endsWith(`${mark} Write Order Completed. (+1)`)).toBe(true);
    expect(tailLine(anEntry({ problems }), coloured)).toContain(`\u001b[${colour}m${mark} `);
  });

  it('says in red that a message was rejected, and why', () => {
    const problems = [{ level: 'error', text: 'There is no userId.' }] as const;
    const entry = anEntry({ outcome: 'rejected', reason: 'no_user_anon_id', problems });
    expect(tailLine(entry, plain)).toMatch(/✗ rejected, no_user_anon_id: There is no userId\.$/);
    expect(tailLine(entry, coloured)).toContain('\u001b[31m✗ rejected, no_user_anon_id');
    expect(tailLine(anEntry({ outcome: 'rejected' }), plain)).toMatch(/✗ rejected, bad_request$/);
  });

  it('says that a message came before', () => {
    expect(tailLine(anEntry({ outcome: 'duplicate' }), plain)).toMatch(/= duplicate$/);
  });

  it('never obeys what a message says', () => {
    const text = '\u001b[2J\u001b]0;title\u0007\r\n\u202eevil\u009b1m';
    const entry = anEntry({
      source: text,
      outcome: 'rejected',
      reason: text,
      problems: [{ level: 'error', text }],
      message: { type: text, event: text, userId: text },
    });
    const line = tailLine(entry, plain);
    expect(line).not.toMatch(CONTROL);
    expect(line).not.toContain('\u202e');
    expect(line).toContain('evil');
  });
});
