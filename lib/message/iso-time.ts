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
  if (text === lastValid) return true;
  if (!isValid(text)) return false;
  lastValid = text;
  return true;
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
