/** The account of one destination plugin. `accepted` is `delivered + dropped + pending`, at every instant. */
export interface DestinationStats {
  /** Messages that were meant for it. */
  readonly accepted: number;
  readonly delivered: number;
  /** Not delivered, by reason. `filtered` means that it canceled the message itself, `refused` that it failed for good. */
  readonly dropped: Readonly<
    Record<
      'filtered' | 'refused' | 'queue-full' | 'retries-spent' | 'plugin-failed' | 'deadline',
      number
    >
  >;
  readonly pending: number;
  /** How often it was given a message again. */
  readonly retried: number;
}

type Counting<Type> = { -readonly [Name in keyof Type]: Type[Name] };

export function newDestinationStats(): Counting<Omit<DestinationStats, 'dropped'>> & {
  readonly dropped: Counting<DestinationStats['dropped']>;
} {
  return {
    accepted: 0,
    delivered: 0,
    dropped: {
      filtered: 0,
      refused: 0,
      'queue-full': 0,
      'retries-spent': 0,
      'plugin-failed': 0,
      deadline: 0,
    },
    pending: 0,
    retried: 0,
  };
}
