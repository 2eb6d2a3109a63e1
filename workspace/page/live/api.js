/** A request to the workspace that didn't work out, in words for the reader of the page. */
export class ApiError extends Error {
  /**
   * @param {string} message
   * @param {number} status 0 where there was no answer
   */
  constructor(message, status) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/**
 * Asks the workspace.
 *
 * @param {string} path such as `/api/messages`
 * @param {object} [options]
 * @param {Record<string, string | number>} [options.query]
 * @param {string} [options.method]
 * @param {unknown} [options.body]
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<any>} what it answered
 * @throws {ApiError} when it can't be reached, or answers with an error
 */
export async function callApi(path, { query = {}, method = 'GET', body, signal } = {}) {
  const parameters = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, `${value}`]),
  ).toString();
  const reply = await reach(parameters === '' ? path : `${path}?${parameters}`, {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
  const answer = await reply.json().catch(() => undefined);
  if (reply.ok && answer !== undefined) return answer;
  const reason = answer?.error?.message ?? `The workspace answered ${reply.status}.`;
  throw new ApiError(reason, reply.status);
}

/**
 * @param {string} url
 * @param {RequestInit} request
 */
async function reach(url, request) {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError('The workspace can’t be reached. Is it running?', 0);
  }
}
