const TOKENS = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;
const SUCCESS_REFUND = 1;

/**
 * Limits how much of the traffic may be retries, with the numbers of the AWS SDKs' standard mode: a burst of failures is
 * retried freely, an outage soon not any more.
 */
export class RetryBudget {
  #tokens = TOKENS;

  /** Pays for one retry, if it can. */
  spend({ isTimeout }: { readonly isTimeout: boolean }): boolean {
    const cost = isTimeout ? TIMEOUT_COST : RETRY_COST;
    if (this.#tokens < cost) return false;
    this.#tokens -= cost;
    return true;
  }

  /** A request succeeded. */
  refund(): void {
    this.#tokens = Math.min(TOKENS, this.#tokens + SUCCESS_REFUND);
  }
}
