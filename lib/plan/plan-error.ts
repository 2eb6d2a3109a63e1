import { AnalyticsError } from '../base/errors.js';
import { type Path, pathText } from './plan-path.js';

/** One thing that is wrong in a plan. */
export interface PlanFault {
  /** Where in the plan. */
  readonly path: Path;
  /** The rule or transformation, as people know it: `TRACK "Order Completed"`. */
  readonly owner?: string | undefined;
  /** What was found there, in words. */
  readonly found: string;
  /** What would have been right, in words. */
  readonly expected: string;
  readonly cause?: unknown;
}

/** One thing that is wrong in a plan, and where it is. */
export interface PlanProblem {
  /** The line in the file, from 1, where the plan came from a file. */
  readonly line?: number;
  /** Where in the plan: `rules[3].jsonSchema.required`. Empty for the plan as a whole. */
  readonly path: string;
  /** The rule or transformation, as people know it: `TRACK "Order Completed"`. */
  readonly rule?: string;
  /** The whole of it in a sentence. */
  readonly message: string;
}

/** Where a plan came from. */
export interface PlanOrigin {
  readonly file: string;
  lineOf(path: Path): number;
}

/** A tracking plan that can't be used as it is. It says everything that is wrong, up to 100 things; the first in its text. */
export class PlanError extends AnalyticsError {
  override readonly name = 'PlanError';
  /** The file, where the plan came from one. */
  readonly file?: string;
  readonly problems: readonly PlanProblem[];

  constructor(problems: readonly PlanProblem[], file?: string, cause?: unknown) {
    super(textOf(problems, file), { code: 'invalid-plan', cause });
    this.problems = problems;
    if (file !== undefined) this.file = file;
  }

  static of(faults: readonly PlanFault[], origin: PlanOrigin | undefined): PlanError {
    const problems = faults.map((fault) => problemOf(fault, origin));
    return new PlanError(problems, origin?.file, faults[0]?.cause);
  }
}

/** The only line of errors that concern a file as a whole. */
export function fileError(file: string, message: string, at: FilePlace = {}): PlanError {
  const line = at.line === undefined ? {} : { line: at.line };
  return new PlanError([{ path: '', message, ...line }], file, at.cause);
}

interface FilePlace {
  readonly line?: number | undefined;
  readonly cause?: unknown;
}

function problemOf(fault: PlanFault, origin: PlanOrigin | undefined): PlanProblem {
  const { path, owner, found, expected } = fault;
  const place = path.length === 0 ? 'the plan' : pathText(path);
  const whose = owner === undefined ? '' : ` (${owner})`;
  return {
    path: pathText(path),
    message: `${place}${whose} must be ${expected}; found ${found}.`,
    ...(origin === undefined ? {} : { line: origin.lineOf(path) }),
    ...(owner === undefined ? {} : { rule: owner }),
  };
}

function textOf(problems: readonly PlanProblem[], file: string | undefined): string {
  const [first, ...others] = problems;
  const line = first?.line === undefined ? '' : `:${first.line}`;
  const start = file === undefined ? '' : `${file}${line}: `;
  const end = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${start}${first?.message ?? 'The plan is wrong.'}${end}`;
}
