// The shape of each place in `2026-11-23T10:20:30`; d stands for a digit.
const SHAPE = 'dddd-dd-ddTdd:dd:dd';
const DATE_LENGTH = 10;
const MINUTES_LENGTH = 16;

/** The last text that passed: calls of the same millisecond carry the same one. */
let lastValid: string | undefined;

/**
 * Whether a text is a date or a time in ISO 8601, as the wire has it: `2026-11-23`, or that with `T10:20`, seconds, a
 * fraction and a zone. A linear scan, since the text comes from a caller.
 */
export function isIsoTime(text: string): boolean {
  if (text === lastValid || isUsual(text)) return true;
  if (!isValid(text)) return false;
  lastValid = text;
  return true;
}

const USUAL_LENGTH = 24;

/** Whether it is as `toISOString` writes most times, which costs a fraction of the whole look: `2026-11-23T10:20:30.123Z`. */
function isUsual(text: string): boolean {
  if (text.length !== USUAL_LENGTH || text.charCodeAt(23) !== 0x5a) return false;
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d) return false;
  if (text.charCodeAt(10) !== 0x54 || text.charCodeAt(19) !== 0x2e) return false;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return false;
  if (!(pairAt(text, 0) >= 0 && pairAt(text, 2) >= 0)) return false;
  const month = pairAt(text, 5);
  const day = pairAt(text, 8);
  // Every month has so many days; the others are for the whole look.
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 28)) return false;
  if (!(pairAt(text, 11) <= 23 && pairAt(text, 14) <= 59 && pairAt(text, 17) <= 59)) return false;
  return pairAt(text, 20) >= 0 && isDigit(text, 22);
}

/** A number of two digits; not a number, where something else stands there. */
function pairAt(text: string, index: number): number {
  if (!isDigit(text, index) || !isDigit(text, index + 1)) return Number.NaN;
  return (text.charCodeAt(index) - 0x30) * 10 + text.charCodeAt(index + 1) - 0x30;
}

function isValid(text: string): boolean {
  const shaped = Math.min(text.length, SHAPE.length);
  for (let index = 0; index < shaped; index += 1) {
    const wanted = SHAPE[index];
    const found = text[index];
    if (index >= MINUTES_LENGTH && found !== wanted && !isDigit(text, index)) break;
    if (wanted === 'd' ? !isDigit(text, index) : found !== wanted) return false;
  }
  const lengthFits = text.length === DATE_LENGTH || text.length >= MINUTES_LENGTH;
  return lengthFits && text.length <= 40 && !Number.isNaN(Date.parse(text));
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}
