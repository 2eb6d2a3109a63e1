import { withoutControls } from '../without-controls.js';
import type { Paint } from './colours.js';
import type { Entry, Problem } from './workspace-package.js';

const CALL_WIDTH = 'identify'.length;
const TIME_WIDTH = '00:00:00.000'.length;
const GAP = '  ';
const WIDE = { name: 28, user: 24, source: 12 };
/** What fits into 80 columns. */
const NARROW = { name: 24, user: 18, source: 8 };
const PROBLEM_WIDTH = 160;

const MARKS = {
  error: ['✗', 'red'],
  warning: ['▲', 'yellow'],
  hint: ['·', 'cyan'],
} as const;

/**
 * An entry in one line: when, which call, its name, who, the source, and what is wrong. In a terminal that is not wide, its
 * columns are narrower.
 */
export function tailLine(
  entry: Entry,
  paint: Paint,
  terminalWidth = Number.POSITIVE_INFINITY,
): string {
  const width = terminalWidth < widthOf(WIDE) ? NARROW : WIDE;
  const { message, source, outcome } = entry;
  const { type } = message;
  const isKept = outcome === 'accepted';
  const call = column(type, CALL_WIDTH);
  const parts = [
    paint('dim', timeOf(entry.receivedAt)),
    isKept ? paint('cyan', call) : paint('dim', call),
    isKept
      ? paint('bold', column(nameOf(message), width.name))
      : column(nameOf(message), width.name),
    column(message['userId'] ?? message['anonymousId'], width.user),
    paint('dim', column(source, width.source)),
    whatIsWrong(entry, paint),
  ];
  return parts.join(GAP).trimEnd();
}

function widthOf({ name, user, source }: typeof WIDE): number {
  return [TIME_WIDTH, CALL_WIDTH, name, user, source].reduce((sum, one) => sum + GAP.length + one);
}

function whatIsWrong({ outcome, reason, problems }: Entry, paint: Paint): string {
  const [first] = problems;
  const more = problems.length > 1 ? ` (+${problems.length - 1})` : '';
  const text = first === undefined ? '' : cut(shown(first.text), PROBLEM_WIDTH);
  if (outcome === 'duplicate') return paint('dim', '= duplicate');
  if (outcome === 'rejected') {
    const why = text === '' ? '' : `: ${text}${more}`;
    return paint('red', `✗ rejected, ${shown(reason ?? 'bad_request')}${why}`);
  }
  return first === undefined ? '' : marked(first.level, `${text}${more}`, paint);
}

function marked(level: Problem['level'], text: string, paint: Paint): string {
  const [mark, style] = MARKS[level];
  return paint(style, `${mark} ${text}`);
}

/** What a call is about. */
function nameOf(message: Entry['message']): unknown {
  const { type, event, name, groupId, previousId, userId } = message;
  switch (type) {
    case 'track':
      return event;
    case 'page':
    case 'screen':
      return name;
    case 'group':
      return groupId;
    case 'alias':
      return `${shown(previousId)} → ${shown(userId)}`;
    default:
      return '';
  }
}

/** The time of day here. */
function timeOf(receivedAt: string): string {
  const date = new Date(receivedAt);
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function column(value: unknown, width: number): string {
  return cut(shown(value), width).padEnd(width);
}

function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return withoutControls(text);
}
