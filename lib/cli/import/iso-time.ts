import { InvalidArgumentError } from 'commander';
import { isIsoTime } from '../../message/iso-time.js';

/** Reads an option that is a date or a time in ISO 8601. */
export function isoTime(text: string): string {
  if (isIsoTime(text)) return text;
  throw new InvalidArgumentError(
    'It must be a date or a time in ISO 8601, as 2026-01-31 or 2026-01-31T10:20:30Z.',
  );
}
