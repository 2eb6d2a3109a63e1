/** An answer of the query API that says what is wrong. */
export function apiError(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}

/** A request that can't be understood: its message names what was found and what to do. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}
