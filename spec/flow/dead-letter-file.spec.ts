import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '../../lib/message/dead-letter.js';
import { aTrack } from '../support/client.js';
import { Program } from '../support/program.js';
import { silence, status } from '../support/service.js';
import { useStage } from '../support/stage.js';

const stage = useStage();

function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-letters-'));
  stage.onEnd(() => rmSync(folder, { recursive: true }));
  return join(folder, 'made', 'lost.ndjson');
}

function lettersIn(path: string): readonly DeadLetter[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as DeadLetter);
}

describe('deadLetter as a file', () => {
  it('gets each message as it was sent, with the reason and the reply, and keeps what it has', async () => {
    const service = await stage.service([status(403), status(400)]);
    const file = aFile();
    const first = stage.client(service, { deadLetter: file });
    const receipts = [first.track(aTrack()), first.track(aTrack())];
    await first.close();
    const second = stage.client(service, { deadLetter: file });
    receipts.push(second.identify({ userId: 'ünï', traits: { text: 'a\nb' } }));
    await second.close();

    const letters = lettersIn(file);
    expect(letters.map(({ message }) => message?.messageId)).toEqual(
      receipts.map(({ messageId }) => messageId),
    );
    expect(letters.map(({ message }) => message)).toEqual(service.messages);
    expect(letters.map(({ reason, reply }) => [reason, reply])).toEqual([
      ['refused', { status: 403 }],
      ['refused', { status: 403 }],
      ['refused', { status: 400 }],
    ]);
    for (const { at, error } of letters) {
      expect(Date.parse(at)).not.toBeNaN();
      expect(error).toContain('the endpoint answered 40');
    }
  });

  it('gets what a close has no time for, without a reply', async () => {
    const service = await stage.service([silence]);
    const file = aFile();
    const client = stage.client(service, { deadLetter: file });
    client.track(aTrack());
    await client.close({ timeout: 0 });

    expect(lettersIn(file)).toMatchObject([{ reason: 'deadline' }]);
    expect(lettersIn(file)[0]).not.toHaveProperty('reply');
  });

  it('has them at a process.exit() in the turn of the loss', async () => {
    const service = await stage.service();
    service.otherwise(status(403));
    const file = aFile();
    const program = Program.start(stage, 'exit-on-drop.mjs', {
      service,
      options: { deadLetter: file },
    });
    expect(await program.ended).toMatchObject({ code: 1 });
    expect(lettersIn(file)).toHaveLength(5);
  });

  it('that can be none is told by the constructor', async () => {
    const service = await stage.service();
    expect(() => stage.client(service, { deadLetter: tmpdir() })).toThrow(
      'Analytics: deadLetter must be a function, or the path of a file that can be written; found another: ' +
        `The file of dead letters ${tmpdir()} can't be written: it is a folder. Name a file in it.`,
    );
  });
});
