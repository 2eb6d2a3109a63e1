/** How the rows of a CSV file become messages. Written as JSON it is the file that `waybill import --map` takes. */
export interface CsvMapping {
  /** The call of every row; or a column says it. */
  readonly type?: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias' | undefined;
  /** The event of every row of track calls; or a column says it. */
  readonly event?: string | undefined;
  /** For each column by its name: the field of the message, as a path. Columns that are not named are left out. */
  readonly columns: Readonly<Record<string, string | CsvColumn>>;
  /** Fields that are the same in all messages, by their paths. */
  readonly constants?: Readonly<Record<string, unknown>> | undefined;
  /** What is between columns. @default ',' */
  readonly delimiter?: string | undefined;
}

/** Where a column goes, and what is in it. */
export interface CsvColumn {
  /** A path: `userId`, `properties.total`, `context.page.url`. */
  readonly field: string;
  /** @default 'string' */
  readonly type?: CsvType | undefined;
}

export type CsvType = 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'json';
