/** How an endpoint fails. */
export type Fault =
  /** Answers with this status, and takes nothing. */
  | { readonly status: number; readonly retryAfterSeconds?: number }
  /** Cuts the connection, and takes nothing. */
  | 'reset'
  /** Takes what was sent, and cuts the connection before it answers: the sender can't know, and sends it again. */
  | 'lost-reply';

const MIN_STATUS = 300;
const MAX_STATUS = 599;

/** @throws RangeError for a status that is no failure: an outage that answers 200 would lose messages unseen. */
export function checkFault(fault: Fault): void {
  if (typeof fault === 'string') return;
  const { status } = fault;
  if (Number.isInteger(status) && status >= MIN_STATUS && status <= MAX_STATUS) return;
  throw new RangeError(
    `fail: status must be a whole number from ${MIN_STATUS} to ${MAX_STATUS}; found ${status}.`,
  );
}

/** The headers of a failing answer. */
export function faultHeaders(fault: Exclude<Fault, string>): Record<string, string> {
  const { retryAfterSeconds } = fault;
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}
