/** Where a client sends to: spread one into the options, as in `new Analytics({ writeKey, ...SEGMENT_EU })`. */
export interface Endpoint {
  readonly host: string;
  readonly path: string;
}

/** Segment in the United States: what a client uses when it is told nothing. */
export const SEGMENT_US: Endpoint = Object.freeze({
  host: 'https://api.segment.io',
  path: '/v1/batch',
});

/** Segment in the European Union. Since April 2025 a source of one region is turned away by the other. */
export const SEGMENT_EU: Endpoint = Object.freeze({
  host: 'https://events.eu1.segmentapis.com',
  path: '/v1/batch',
});
