export interface ConfigMistake {
  /** The file, as it was found. */
  readonly file: string;
  /** Which field, such as `workspace.sources[1].kind`; empty for the file as a whole. */
  readonly field: string;
  /** What is wrong, what was found, and what to do. */
  readonly text: string;
  readonly cause?: unknown;
}

/** A configuration that can't be used: its text names the file and the field, and says what was found and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'invalid-config';
  readonly file: string;
  readonly field: string;

  constructor({ file, field, text, cause }: ConfigMistake) {
    super(`${file}: ${text}`, cause === undefined ? undefined : { cause });
    this.file = file;
    this.field = field;
  }
}
