import type { Source } from '../entry/source.js';

/** The sources of a workspace, by their write keys. */
export class Sources {
  readonly all: readonly Source[];
  readonly #byKey: ReadonlyMap<string, Source>;
  /** Takes whatever key is of no source. */
  readonly #fallback: Source | undefined;

  /** Without sources there is one that takes any key: a first message needs no set-up. */
  constructor(sources: readonly Source[]) {
    this.all = sources.length > 0 ? sources : [DEFAULT_SOURCE];
    this.#byKey = new Map(this.all.map((source) => [source.writeKey, source]));
    this.#fallback = sources.length > 0 ? undefined : DEFAULT_SOURCE;
  }

  /** The source of a request, by the key that it came with. */
  of(writeKey: string | undefined): Source | undefined {
    if (writeKey === undefined) return undefined;
    return this.#byKey.get(writeKey) ?? this.#fallback;
  }
}

export const DEFAULT_SOURCE: Source = {
  name: 'default',
  kind: 'server',
  writeKey: 'dev-default',
  enabled: true,
};
