declare module 'parse-prometheus-text-format' {
  /** What is used of it: it brings no types of its own. */
  export default function parse(text: string): readonly {
    readonly name: string;
    readonly type: string;
    readonly metrics: readonly {
      readonly value: string;
      readonly labels?: Readonly<Record<string, string>>;
    }[];
  }[];
}
