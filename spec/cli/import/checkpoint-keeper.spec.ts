import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { EMPTY_ACCOUNT } from '../../../lib/cli/import/account.js';
import { CheckpointKeeper } from '../../../lib/cli/import/checkpoint-keeper.js';
import { type Resumption, resumptionOf } from '../../../lib/cli/import/resumption.js';

const folder = mkdtempSync(join(tmpdir(), 'waybill-keeper-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMES = ['a', 'b', 'c'].map((name) => join(folder, name));
const [A = '', B = '', C = ''] = NAMES;
for (const name of NAMES) writeFileSync(name, `${name}\n`);

const CONNECTION = {
  writeKey: 'a-write-key',
  host: 'https://example.com',
  path: '/v1/batch',
  origins: { writeKey: 'default', host: 'default', path: 'default' },
};

let checkpoints = 0;

function aCheckpoint(): string {
  checkpoints += 1;
  return join(folder, `${checkpoints}.checkpoint`);
}

function resumption(changes: Partial<Parameters<typeof resumptionOf>[0]> = {}): Resumption {
  const sources = NAMES.map((name) => ({ name, path: name }));
  return resumptionOf({
    sources,
    checkpoint: undefined,
    isResumed: false,
    connection: CONNECTION,
    ...changes,
  });
}

function keeperOf(...given: Parameters<typeof resumption>): CheckpointKeeper {
  const keeper = new CheckpointKeeper(resumption(...given), () => 0);
  keeper.begin();
  return keeper;
}

const names = (sources: readonly { readonly name: string }[]) => sources.map(({ name }) => name);
const of = (delivered: number) => ({ ...EMPTY_ACCOUNT, records: delivered, delivered });

describe('the checkpoint of an import of several files', () => {
  it('knows which are done, how far the next is, and the account of all runs', () => {
    const checkpoint = aCheckpoint();
    const first = keeperOf({ checkpoint });
    first.save({ source: B, position: { line: 3, end: 30 }, account: of(7) });

    const resumed = resumption({ checkpoint, isResumed: true });
    expect(names(resumed.done)).toEqual([A]);
    expect(names(resumed.left)).toEqual([B, C]);
    expect(resumed.from).toMatchObject({ [B]: { line: 3, end: 30 } });
    expect(resumed.account).toEqual(of(7));

    const second = keeperOf({ checkpoint, isResumed: true });
    // Nothing was settled by it yet: it is where it was.
    expect(resumption({ checkpoint, isResumed: true })).toEqual(resumed);
    second.save({ source: C, position: { line: 1, end: 9 }, account: of(2) });
    const again = resumption({ checkpoint, isResumed: true });
    expect(names(again.done)).toEqual([A, B]);
    expect(again.from).toMatchObject({ [C]: { line: 1, end: 9 } });
    expect(again.account).toEqual(of(9));
  });

  it('takes files that are new, and none that is missing', () => {
    const checkpoint = aCheckpoint();
    const position = { line: 1, end: 2 };
    keeperOf({ checkpoint }).save({ source: A, position, account: of(1) });
    const more = join(folder, 'd');
    writeFileSync(more, 'd\n');
    const sources = [...NAMES, more].map((name) => ({ name, path: name }));
    expect(names(resumption({ sources, checkpoint, isResumed: true }).left)).toEqual([
      ...NAMES,
      more,
    ]);
    const fewer = sources.slice(1);
    expect(() => resumption({ sources: fewer, checkpoint, isResumed: true })).toThrow(
      `is of ${A}, which is not among the 3 files named now`,
    );
  });

  it('takes nothing for settled once it is frozen', () => {
    const checkpoint = aCheckpoint();
    const keeper = keeperOf({ checkpoint });
    keeper.save({ source: A, position: { line: 1, end: 2 }, account: of(1) });
    keeper.freeze();
    keeper.save({ source: C, position: { line: 1, end: 2 }, account: of(3) });
    keeper.finish();
    expect(names(resumption({ checkpoint, isResumed: true }).left)).toEqual(NAMES);
  });

  it('stays where it was named, and leaves nothing to do', () => {
    const checkpoint = aCheckpoint();
    const keeper = keeperOf({ checkpoint });
    keeper.save({ source: C, position: { line: 1, end: 2 }, account: of(3) });
    keeper.finish();
    const { left, done, account } = resumption({ checkpoint, isResumed: true });
    expect([left, names(done), account]).toEqual([[], NAMES, of(3)]);
    expect(() => resumption({ checkpoint })).toThrow('says that this import is complete');
  });

  it('lies beside the first file else, is no file to import, and goes with the end', () => {
    const own = `${A}.checkpoint`;
    const keeper = keeperOf();
    expect(existsSync(own)).toBe(true);
    const sources = [A, own, B].map((name) => ({ name, path: name }));
    expect(names(resumption({ sources }).left)).toEqual([A, B]);
    keeper.finish();
    expect(existsSync(own)).toBe(false);
  });

  it('goes where nothing was settled, and stays where something was', () => {
    const own = `${A}.checkpoint`;
    keeperOf().abandon();
    expect(existsSync(own)).toBe(false);
    const begun = keeperOf();
    begun.save({ source: A, position: { line: 1, end: 2 }, account: of(1) });
    begun.abandon();
    expect(existsSync(own)).toBe(true);
    rmSync(own);
  });

  it('is none, where it is not wanted', () => {
    const keeper = keeperOf({ checkpoint: false });
    expect(keeper.path).toBeUndefined();
    expect(() => resumption({ checkpoint: false, isResumed: true })).toThrow('--no-checkpoint');
  });
});
