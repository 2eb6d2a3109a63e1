import { describe, expect, it } from '@jest/globals';
import { EMPTY_ACCOUNT, lostIn, sumOf, withoutLost } from '../../../lib/cli/import/account.js';
import { reportJson } from '../../../lib/cli/import/report-json.js';
import { type ImportFacts, reportText } from '../../../lib/cli/import/report-text.js';

const ACCOUNT = { ...EMPTY_ACCOUNT, records: 12, delivered: 9, lost: { invalid: 1, 'no-json': 2 } };

function facts(changes: Partial<ImportFacts> = {}): ImportFacts {
  return {
    verb: 'Imported',
    isDry: false,
    account: ACCOUNT,
    report: { problems: [], seconds: 3.14 },
    unanswered: 0,
    before: 0,
    status: 'complete',
    fault: undefined,
    deadLetters: undefined,
    checkpoint: undefined,
    resume: undefined,
    ...changes,
  };
}

describe('the report of an import', () => {
  it('has the outcomes, most frequent reasons first, and what to do', () => {
    expect(reportText(facts())).toBe(`Imported 12 records in 3.1s.

  outcome    records
  delivered        9
  no-json          2  not delivered
  invalid          1  not delivered

What was not delivered is kept nowhere: --dead-letters FILE keeps it.
`);
  });

  it('has no line of more columns than the terminal, but for commands', () => {
    const problems = [
      {
        reason: 'invalid',
        count: 1_234,
        places: Array.from({ length: 5 }, (_, index) => `a/long/path/of/a/file.ndjson:${index}`),
        error: 'track: event must be a non-empty string; found a string of many words. '.repeat(3),
      },
    ];
    const text = reportText(facts({ report: { problems, seconds: 100 } }), 80);
    expect(text).toContain('and 1,229 more');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('shows no control characters of what was read', () => {
    const problems = [{ reason: 'invalid', count: 1, places: ['a:1'], error: 'found \u001b[2J' }];
    expect(reportText(facts({ report: { problems, seconds: 1 } }))).toContain('found \uFFFD[2J');
  });

  it('says how to go on where it was interrupted, and what had no answer', () => {
    const resume = 'waybill import a.ndjson --resume';
    const checkpoint = 'a.ndjson.checkpoint';
    const deadLetters = { path: 'dead.ndjson', count: 3 };
    const changes = {
      status: 'interrupted',
      resume,
      checkpoint,
      deadLetters,
      unanswered: 2,
    } as const;
    const text = reportText(facts({ ...changes, before: 4 }));
    expect(text).toContain('Interrupted after 12 records in 3.1s, 4 of them before.\n');
    expect(text).toContain('\n2 messages had no answer yet, and will be sent again.\n');
    expect(text).toContain(
      '\n3 records went to dead.ndjson. To send them again:\n  waybill replay dead.ndjson\n',
    );
    expect(text.endsWith(`\nTo go on from there:\n  ${resume}\n`)).toBe(true);
    expect(JSON.parse(reportJson(facts(changes)))).toMatchObject({
      status: 'interrupted',
      notDelivered: 3,
      reasons: { invalid: 1, 'no-json': 2 },
      deadLetters: 'dead.ndjson',
      checkpoint,
      resume,
    });
  });

  it('says that there was nothing', () => {
    const text = reportText(facts({ account: EMPTY_ACCOUNT }));
    expect(text).toBe('There is no record in it.\n');
  });
});

describe('accounts', () => {
  it('are added, with every reason', () => {
    const other = { ...EMPTY_ACCOUNT, records: 2, lost: { invalid: 1, refused: 1 } };
    const sum = sumOf(ACCOUNT, other);
    expect(sum).toMatchObject({ records: 14, lost: { invalid: 2, refused: 1, 'no-json': 2 } });
    expect(lostIn(sum)).toBe(5);
  });

  it('can do without what had no answer', () => {
    expect(withoutLost(ACCOUNT, 'invalid')).toMatchObject({ records: 11, lost: { 'no-json': 2 } });
    expect(withoutLost(ACCOUNT, 'deadline')).toEqual(ACCOUNT);
  });
});
