export type { CsvColumn, CsvMapping, CsvType } from './csv-mapping.js';
export { ImportError } from './import-error.js';
export { type Importable, importFrom } from './import-from.js';
export type { Checkpoint, ImportOptions, LostRecord } from './import-options.js';
export type { ImportAccount, ImportReport, ProblemPlaces } from './import-report.js';
export type { ImportFormat, ImportSource, ReadOptions, SourceProgress } from './read-options.js';
export { readRecords } from './read-records.js';
export { readCsv, readJson, readNdjson } from './readers.js';
export type { ImportRecord, Position, ProblemKind, RecordProblem } from './record.js';
