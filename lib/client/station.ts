/** Something that holds messages on their way: a flush hurries it, and a close empties it. */
export interface Station {
  /** Whatever it holds now is to leave as soon as it can. */
  sendAll(): void;
  /** The time is up: whatever it holds ends as dropped. */
  giveUp(): void;
  /** Nothing comes any more. */
  dispose(): void;
}
