import { isBag } from '../base/bag.js';
import type { SpoolSettings } from '../spool/spool.js';
import { DEFAULTS } from './defaults.js';
import { type Bounds, checkNames, checkNumbers } from './option-checks.js';
import { fail } from './option-problem.js';

const NUMBERS: Readonly<Record<string, Bounds>> = {
  fsyncInterval: { min: 1, max: 60_000 },
  maxBytes: { min: 1024 * 1024, max: 1024 ** 4 },
  maxAge: { min: 1, max: 31_536_000 },
  drainRate: { min: 0, max: 1_000_000 },
};
const FSYNC = ['close', 'interval', 'always'];
const MODES = ['overflow', 'journal'];

/** Checks what was said of the spool and fills in the defaults. @throws ValidationError that names the option */
export function resolveSpool(given: unknown): SpoolSettings | undefined {
  if (given === undefined) return undefined;
  const options = typeof given === 'string' ? { folder: given } : given;
  if (!isBag(options)) fail('spool', given, 'a folder, or an object with at least a folder');
  checkNames(options, ['folder', 'mode', 'fsync', ...Object.keys(NUMBERS)], 'spool.');
  checkNumbers(options, NUMBERS, 'spool.');
  const { folder, mode = DEFAULTS.spool.mode, fsync = DEFAULTS.spool.fsync } = options;
  if (typeof folder !== 'string' || folder === '') {
    fail('spool.folder', folder, 'the path of a folder');
  }
  if (!MODES.includes(mode as string)) fail('spool.mode', mode, "'overflow' or 'journal'");
  if (!FSYNC.includes(fsync as string)) {
    fail('spool.fsync', fsync, "'close', 'interval' or 'always'");
  }
  return { ...DEFAULTS.spool, ...options } as SpoolSettings;
}
