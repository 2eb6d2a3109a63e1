import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../lib/base/clock.js';
import { headerText } from '../../lib/spool/segment-header.js';
import { Slot } from '../../lib/spool/slot.js';
import { Slots } from '../../lib/spool/slots.js';
import { useStage } from '../support/stage.js';
import { aFolder } from './a-spoolable.js';

const stage = useStage();
const nobody = (): boolean => false;

/** Puts a segment into a slot, as a client does that is gone. */
function leave(folder: string, slot: string, source: string): void {
  mkdirSync(join(folder, slot), { recursive: true });
  const file = join(folder, slot, '0000000001.ndjson');
  writeFileSync(file, headerText({ source, createdAt: '' }));
}

describe('the slots of a folder', () => {
  it('are as many as clients write there, and go when they are empty', () => {
    const folder = aFolder(stage);
    const slots = new Slots(folder, systemClock);
    const taken = [1, 2, 3].map(() => slots.takeFree(nobody));
    expect(taken.map((one) => one?.folder)).toEqual(['0', '1', '2'].map((n) => join(folder, n)));
    taken[1]?.release();
    const again = slots.takeFree(nobody);
    expect(again?.folder).toBe(join(folder, '1'));
    for (const slot of [taken[0], taken[2], again]) slot?.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are left to others where they have messages of theirs', () => {
    const folder = aFolder(stage);
    leave(folder, '0', 'theirs');
    leave(folder, '1', 'ours');
    const slots = new Slots(folder, systemClock);
    const slot = slots.takeFree(({ source }) => source !== 'ours');
    expect(slot?.folder).toBe(join(folder, '1'));
    slot?.release();
  });

  it('are taken over with what is wanted of them, from whoever is gone', () => {
    const folder = aFolder(stage);
    leave(folder, '3', 'theirs');
    leave(folder, '7', 'ours');
    leave(folder, '9', 'ours');
    const slots = new Slots(folder, systemClock);
    const owned = Slot.take(join(folder, '7'), systemClock);
    const slot = slots.takeLeft(({ source }) => source === 'ours');
    expect(slot?.folder).toBe(join(folder, '9'));
    expect(slots.takeLeft(({ source }) => source === 'ours')).toBeUndefined();
    slot?.release();
    owned?.release();
  });

  it('are told from what else is in the folder', () => {
    const folder = aFolder(stage);
    mkdirSync(join(folder, '12'));
    writeFileSync(join(folder, 'notes.txt'), '');
    const slots = new Slots(folder, systemClock);
    expect(slots.folders).toEqual([join(folder, '12')]);
    expect(slots.strangers()).toEqual(['notes.txt']);
  });
});
