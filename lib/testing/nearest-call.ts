import { distance } from 'fastest-levenshtein';
import type { Difference } from './differences.js';
import { differences } from './differences.js';
import type { Kept, RecordedMessage } from './recorded.js';
import type { Wanted } from './wanted.js';

/** A call, and where it is not as wanted. */
export interface Near {
  readonly message: RecordedMessage;
  /** Its place among the calls, from 1. */
  readonly place: number;
  readonly differences: readonly Difference[];
}

// Names are compared letter by letter; what goes on longer than this is no name.
const LONGEST_NAME = 100;

/** The calls of the wanted type, and where each is not as wanted. */
export function comparedWith(wanted: Wanted, calls: readonly Kept[]): readonly Near[] {
  return calls.flatMap(({ message }, index) =>
    message?.type === wanted.type
      ? [{ message, place: index + 1, differences: differences(wanted.fields, message) }]
      : [],
  );
}

/** The call that was likely meant: the one whose name is most like the wanted one, then the one with the fewest differences. */
export function nearestOf(wanted: Wanted, compared: readonly Near[]): Near | undefined {
  const steps = (near: Near): number => nameSteps(wanted, near.message);
  return [...compared].sort(
    (one, other) =>
      steps(one) - steps(other) ||
      one.differences.length - other.differences.length ||
      // Of those that are as near, the latest.
      other.place - one.place,
  )[0];
}

/** The name of an event, page or screen. */
export function nameOf(fields: object): string | undefined {
  const { event, name } = fields as { readonly event?: unknown; readonly name?: unknown };
  const title = event ?? name;
  return typeof title === 'string' ? title : undefined;
}

function nameSteps({ fields }: Wanted, message: RecordedMessage): number {
  const [one, other] = [nameOf(fields), nameOf(message)].map(plain);
  if (one === undefined || other === undefined) return 0;
  return distance(one, other);
}

function plain(name: string | undefined): string | undefined {
  return name?.toLowerCase().slice(0, LONGEST_NAME);
}
