/** What the Public API refused, or why it could not be asked. Its text has no token in it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The status of the answer, where there was one. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }

  /** Whether it is certain that nothing was changed by the request. */
  get isRefusal(): boolean {
    return this.status !== undefined && this.status < 500;
  }
}
