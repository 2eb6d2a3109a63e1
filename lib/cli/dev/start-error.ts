/** The workspace could not be started: its text says what is in the way and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
