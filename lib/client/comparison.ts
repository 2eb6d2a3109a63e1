/** How the messages of the endpoint and of the mirror compare, told apart by message id. */
export interface MirrorComparison {
  /** Delivered to both. */
  readonly both: number;
  /** Delivered to the endpoint, and not to the mirror. */
  readonly endpointOnly: number;
  /** Delivered to the mirror, and not to the endpoint. */
  readonly mirrorOnly: number;
  readonly neither: number;
  /** Not settled yet at one of the two. */
  readonly open: number;
  /** The ids of the last hundred that only the endpoint got. */
  readonly lackedByMirror: readonly string[];
  /** The ids of the last hundred that only the mirror got. */
  readonly lackedByEndpoint: readonly string[];
}

export type Side = 'endpoint' | 'mirror';

const MAX_IDS = 100;

/** Compares what became of each message at the endpoint and at the mirror. */
export class Comparison {
  #both = 0;
  #endpointOnly = 0;
  #mirrorOnly = 0;
  #neither = 0;
  #open = 0;
  readonly #lackedByMirror: string[] = [];
  readonly #lackedByEndpoint: string[] = [];

  /** A message is on its way to both. */
  begin(): Twin {
    this.#open += 1;
    return new Twin(this);
  }

  /** Both sides of a message are settled. */
  settle(messageId: string, atEndpoint: boolean, atMirror: boolean): void {
    this.#open -= 1;
    if (atEndpoint && atMirror) {
      this.#both += 1;
    } else if (atEndpoint) {
      this.#endpointOnly += 1;
      keep(this.#lackedByMirror, messageId);
    } else if (atMirror) {
      this.#mirrorOnly += 1;
      keep(this.#lackedByEndpoint, messageId);
    } else {
      this.#neither += 1;
    }
  }

  snapshot(): MirrorComparison {
    return {
      both: this.#both,
      endpointOnly: this.#endpointOnly,
      mirrorOnly: this.#mirrorOnly,
      neither: this.#neither,
      open: this.#open,
      lackedByMirror: [...this.#lackedByMirror],
      lackedByEndpoint: [...this.#lackedByEndpoint],
    };
  }
}

/** One message that goes to the endpoint and to the mirror. */
export class Twin {
  readonly #comparison: Comparison;
  #endpoint: boolean | undefined;
  #mirror: boolean | undefined;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  /** It is settled on one side. */
  end(side: Side, messageId: string, isDelivered: boolean): void {
    if (side === 'endpoint') this.#endpoint = isDelivered;
    else this.#mirror = isDelivered;
    if (this.#endpoint === undefined || this.#mirror === undefined) return;
    this.#comparison.settle(messageId, this.#endpoint, this.#mirror);
  }
}

function keep(ids: string[], id: string): void {
  ids.push(id);
  if (ids.length > MAX_IDS) ids.shift();
}
