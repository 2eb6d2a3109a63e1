import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { Slot } from '../../lib/spool/slot.js';
import { useStage } from '../support/stage.js';
import { aFolder } from './a-spoolable.js';

const stage = useStage();

describe('a slot', () => {
  it('numbers its segments on, whatever is left of earlier ones', () => {
    const folder = aFolder(stage);
    writeFileSync(join(folder, '0000000003.ndjson.damaged'), 'x');
    writeFileSync(join(folder, '0000000002.ndjson'), 'x');
    const slot = Slot.take(folder, systemClock);
    expect(slot?.nextPlace().path).toBe(join(folder, '0000000004.ndjson'));
    expect(slot?.nextPlace().path).toBe(join(folder, '0000000005.ndjson'));
    slot?.release();
  });

  it('has the oldest segment first, and nothing of what a crash left half made or half deleted', () => {
    const folder = aFolder(stage);
    for (const name of ['0000000010.ndjson', '0000000009.ndjson', '0000000009.done']) {
      writeFileSync(join(folder, name), 'x');
    }
    for (const name of ['0000000008.done', '0000000011.ndjson']) {
      writeFileSync(join(folder, name), '');
    }
    const slot = Slot.take(folder, systemClock);
    expect(slot?.segments.map(({ path }) => path)).toEqual(
      ['0000000009.ndjson', '0000000010.ndjson'].map((name) => join(folder, name)),
    );
    slot?.release();
    expect(readdirSync(folder).sort()).toEqual([
      '0000000009.done',
      '0000000009.ndjson',
      '0000000010.ndjson',
    ]);
  });

  it('says of a place whether it is still its own', () => {
    const slot = Slot.take(aFolder(stage), systemClock);
    const place = slot?.nextPlace();
    expect(place?.isHeld()).toBe(true);
    slot?.release();
    expect(place?.isHeld()).toBe(false);
  });
});
