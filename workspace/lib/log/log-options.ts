import { checkBounds } from '../base/check-bounds.js';

/** Where the log is, and how much it keeps. */
export interface LogOptions {
  /** The folder of the workspace, such as `.waybill`. It is made where it lacks, with a `.gitignore` that keeps it out of git. */
  readonly folder: string;
  /**
   * How large all segments may be together, in bytes, from 4; the oldest go first. One append that alone is larger is kept
   * whole until the next. @default 536_870_912 (512 MB)
   */
  readonly maxBytes?: number;
  /** How large a segment may be, in bytes, from 1; at most a quarter of `maxBytes`. @default 16_777_216 (16 MB) */
  readonly segmentBytes?: number;
  /** How long what was written may wait until it is safe from a loss of power, in milliseconds; 1 to 60_000. @default 100 */
  readonly syncMs?: number;
  /**
   * Where the owner listens, for others to see that it lives. Only an address that already answers: a refused connection
   * means that the owner is gone. `''` as long as there is none.
   */
  readonly address: string;
}

/** Options after they were checked. */
export type LogSettings = Required<LogOptions>;

/** What is used where the options don't say. */
export const DEFAULTS = Object.freeze({
  maxBytes: 512 * 1024 * 1024,
  segmentBytes: 16 * 1024 * 1024,
  syncMs: 100,
});

const MAX_SYNC_MS = 60_000;

/** When the oldest segment goes, three quarters of what may be kept stay. */
const MIN_SEGMENTS = 4;

/** @throws RangeError that names the option that is out of its bounds. */
export function resolveLogOptions(options: LogOptions): LogSettings {
  const {
    folder,
    address,
    maxBytes = DEFAULTS.maxBytes,
    segmentBytes = DEFAULTS.segmentBytes,
    syncMs = DEFAULTS.syncMs,
  } = options;
  checkBounds('openLog: maxBytes', {
    value: maxBytes,
    min: MIN_SEGMENTS,
    max: Number.MAX_SAFE_INTEGER,
  });
  checkBounds('openLog: segmentBytes', {
    value: segmentBytes,
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
  });
  checkBounds('openLog: syncMs', { value: syncMs, min: 1, max: MAX_SYNC_MS });
  return {
    folder,
    address,
    maxBytes,
    segmentBytes: Math.min(segmentBytes, Math.floor(maxBytes / MIN_SEGMENTS)),
    syncMs,
  };
}
