// Claims a folder over and over, and leaves it each time as a killed owner does. Prints how often it was an owner, and how often
// it was one beside another.
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderOwner } from '../../../lib/log/folder-owner.js';
import { LogError, systemCode } from '../../../lib/log/log-error.js';

/** What the program prints. */
export interface Raced {
  readonly claimed: number;
  readonly shared: number;
}

const [folder = '', attempts = ''] = process.argv.slice(2);
const NO_PID = 2 ** 30;

/** Only one can make the file at a time. */
function isAlone(): boolean {
  const path = join(folder, 'held');
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  rmSync(path);
  return true;
}

function leaveDead(claim: number): void {
  const draft = join(folder, `dead-${process.pid}`);
  const id = `dead-${process.pid}-${claim}`;
  writeFileSync(draft, JSON.stringify({ pid: NO_PID, address: '', startedAt: '', id }));
  renameSync(draft, join(folder, 'owner.json'));
}

let claimed = 0;
let shared = 0;
for (let attempt = 0; attempt < Number(attempts); attempt += 1) {
  try {
    await FolderOwner.claim(folder, '');
    claimed += 1;
    if (!isAlone()) shared += 1;
    leaveDead(attempt);
  } catch (error) {
    if (!(error instanceof LogError) || error.code !== 'folder-owned') throw error;
  }
}
const raced: Raced = { claimed, shared };
console.log(JSON.stringify(raced));
