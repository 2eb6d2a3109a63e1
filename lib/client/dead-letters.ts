import { AnalyticsError } from '../base/errors.js';
import { DeadLetterFile } from '../dead-letters/dead-letter-file.js';
import { lettersOf } from '../dead-letters/letters-of.js';
import { atExit } from './exit.js';
import type { Host } from './host.js';
import type { Ending } from './lifecycle.js';
import type { Listeners } from './listeners.js';
import { problem } from './option-problem.js';
import type { DeadLetterFunction } from './options.js';
import type { Settings } from './settings.js';

/** Where a client puts what could not be delivered. */
export interface DeadLetters {
  readonly take: DeadLetterFunction | undefined;
  readonly ending: Ending | undefined;
}

/** The function of the program, or one that writes to its file. @throws ValidationError for a file that can't be written */
export function makeDeadLetters(
  { deadLetter, disable, clock }: Settings,
  { listeners, host }: { readonly listeners: Listeners; readonly host: Host },
): DeadLetters {
  if (typeof deadLetter !== 'string') return { take: deadLetter, ending: undefined };
  if (disable) return { take: undefined, ending: undefined };
  const file = openFile(deadLetter, (error) => {
    host.log('error', error.message);
    listeners.emit('error', error);
  });
  const forget = atExit(() => file.close());
  return {
    take: (messages, reason, error) => {
      const nowMs = clock.now();
      for (const letter of lettersOf(messages, { reason, error, nowMs })) file.add(letter);
    },
    ending: {
      stop: () => undefined,
      finish: async () => {
        file.close();
        forget();
      },
    },
  };
}

function openFile(path: string, onError: (error: AnalyticsError) => void): DeadLetterFile {
  try {
    return new DeadLetterFile(path, { onError });
  } catch (error) {
    if (!AnalyticsError.isAnalyticsError(error)) throw error;
    const expected = 'a function, or the path of a file that can be written';
    throw problem('deadLetter', `another: ${error.message.replace(/\.$/, '')}`, expected);
  }
}
