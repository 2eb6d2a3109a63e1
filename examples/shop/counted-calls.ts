import type { Analytics, GroupCall, IdentifyCall, PageCall, TrackCall } from 'waybill';

/**
 * The calls that the shop's handlers make, counted before the client sees them. A shop of your own calls the client itself:
 * this one counts so that the demo can tell whether the client's account is complete.
 */
export class CountedCalls {
  readonly #analytics: Analytics;
  #made = 0;

  constructor(analytics: Analytics) {
    this.#analytics = analytics;
  }

  get made(): number {
    return this.#made;
  }

  identify(call: IdentifyCall): void {
    this.#made += 1;
    this.#analytics.identify(call);
  }

  track(call: TrackCall): void {
    this.#made += 1;
    this.#analytics.track(call);
  }

  page(call: PageCall): void {
    this.#made += 1;
    this.#analytics.page(call);
  }

  group(call: GroupCall): void {
    this.#made += 1;
    this.#analytics.group(call);
  }
}
