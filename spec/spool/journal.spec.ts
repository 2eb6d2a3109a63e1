import { describe, expect, it } from '@jest/globals';
import { Journal } from '../../lib/spool/journal.js';
import type { Spoolable } from '../../lib/spool/spoolable.js';
import { ManualClock, turns } from '../support/manual-clock.js';
import { aSpoolable, spoolables } from './a-spoolable.js';

describe('a journal', () => {
  it('writes a turn together, and what comes while the disk works in the next group', async () => {
    const groups: (readonly Spoolable[])[] = [];
    let answer: () => void = () => undefined;
    const write = (messages: readonly Spoolable[]) => {
      groups.push(messages);
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    };
    const journal = new Journal({ clock: new ManualClock(), write, canWrite: () => true });
    for (const message of spoolables(3)) journal.accepted(message);
    expect(groups).toEqual([]);
    await turns();
    for (const message of spoolables(5)) journal.accepted(message);
    await turns();
    expect(groups.map(({ length }) => length)).toEqual([3]);
    answer();
    await turns();
    expect(groups.map(({ length }) => length)).toEqual([3, 5]);
    answer();
    await journal.flushed;
  });

  it('writes nothing of what comes while there is no use in it', async () => {
    let canWrite = false;
    let written = 0;
    const write = async (messages: readonly Spoolable[]) => {
      written += messages.length;
    };
    const journal = new Journal({ clock: new ManualClock(), write, canWrite: () => canWrite });
    journal.accepted(aSpoolable());
    await turns();
    canWrite = true;
    journal.accepted(aSpoolable());
    await turns();
    expect(written).toBe(1);
  });

  it('holds no more than is pending, however long the disk takes', async () => {
    const groups: number[] = [];
    let answer: () => void = () => undefined;
    const write = (messages: readonly Spoolable[]) => {
      groups.push(messages.length);
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    };
    const journal = new Journal({ clock: new ManualClock(), write, canWrite: () => true });
    journal.accepted(aSpoolable());
    await turns();
    for (let call = 0; call < 100_000; call += 1) {
      const message = aSpoolable();
      journal.accepted(message);
      message.isSettled = true;
    }
    answer();
    await turns();
    expect(groups[1]).toBeLessThan(10_000);
  });
});
