import type { Path } from '../plan-path.js';
import { wordsOf } from './casing.js';
import { quoted, type Tip } from './tip.js';

/** Whether a name says what was acted on and what happened: "Order Completed". */
export function actionTip(name: string, path: Path): readonly Tip[] {
  // Other languages form the past otherwise.
  if (!/^[\x20-\x7e]+$/.test(name)) return [];
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const isWithParticle = PARTICLES.has(last);
  const action = isWithParticle ? (words.at(-2) ?? '') : last;
  if (!isPast(action)) {
    const message = `The name ${quoted(name)} does not end in what happened: name the object, then the action in the past, as in "Order Completed".`;
    return [{ code: 'event-action', path, message }];
  }
  if (words.length > 1) return [];
  const message = `The name ${quoted(name)} does not say what was ${action}: put the object before it, as in "Order Completed".`;
  return [{ code: 'event-action', path, message }];
}

function isPast(word: string): boolean {
  return IRREGULAR.has(word) || (/[a-z]ed$/.test(word) && !PRESENT.has(word));
}

/** What may follow an action: "Signed Up". */
const PARTICLES = new Set('away back down in off on out over up'.split(' '));

/** Pasts that do not end in -ed; and "playing", since the vocabulary for video has its heartbeat so. */
const IRREGULAR = new Set(
  (
    'became begun bought broken brought built burnt caught chosen cut done drawn driven earnt eaten fallen felt ' +
    'found forgotten frozen given gone gotten got grown heard held hidden hit hung kept known laid learnt left lent ' +
    'let lost made meant met paid playing put quit read reset ridden risen run said seen sent set sold shown shut ' +
    'slept spent split spoken stuck swept taken taught thought told undone unsent upset understood won withdrawn ' +
    'worn written overdue overridden rebuilt resent shot sung sought stood thrown withheld bid bound reread rerun'
  ).split(' '),
);

/** Words that end in -ed and are no pasts. */
const PRESENT = new Set(
  'bed bleed breed embed exceed feed indeed need proceed red seed shed speed succeed'.split(' '),
);
