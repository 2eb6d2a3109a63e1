/** What we use of cli-progress, which has no types of its own. */
declare module 'cli-progress' {
  interface BarOptions {
    readonly format: string;
    readonly barsize?: number;
    readonly hideCursor?: boolean;
    readonly linewrap?: boolean;
    readonly gracefulExit?: boolean;
    readonly clearOnComplete?: boolean;
    readonly stream?: NodeJS.WritableStream;
  }

  export class SingleBar {
    constructor(options: BarOptions, preset: object);
    start(total: number, value: number, payload: Readonly<Record<string, string>>): void;
    update(value: number, payload: Readonly<Record<string, string>>): void;
    stop(): void;
  }

  const cliProgress: {
    readonly SingleBar: typeof SingleBar;
    readonly Presets: { readonly shades_classic: object };
  };
  export default cliProgress;
}
