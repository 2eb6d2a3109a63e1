/** The legacy client has no types of its own; these are what the specs call of it. */
declare module 'analytics-node' {
  type Call = (message: object) => unknown;

  export default class Analytics {
    constructor(writeKey: string, options: { readonly host: string; readonly flushAt: number });
    readonly identify: Call;
    readonly track: Call;
    readonly page: Call;
    readonly screen: Call;
    readonly group: Call;
    readonly alias: Call;
    flush(): Promise<unknown>;
  }
}
