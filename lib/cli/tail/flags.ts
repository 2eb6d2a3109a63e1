/** What was typed behind `waybill tail`. */
export interface TailFlags {
  readonly type?: readonly string[];
  readonly event?: readonly string[];
  readonly userId?: readonly string[];
  readonly source?: readonly string[];
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}
