import type { ClientName } from './clients.js';
import type { Severity } from './construct.js';
import {
  CONSTRUCTS,
  type ConstructCode,
  type GeneralCode,
  type ParticularCode,
} from './constructs.js';
import type { Edit, Place } from './edits.js';

/** Something that was found in a text, with the edits that settle it, where there are any. */
export type Remark = About & Told;

interface About {
  readonly client: ClientName;
  readonly offset: number;
  /** What it is about: a name, a package, an option. Never a value, which may be a key. */
  readonly subject: string;
  readonly edits: readonly Edit[];
}

/** What was found, and what to do about it where the construct does not say so. */
type Told =
  | { readonly code: GeneralCode }
  | { readonly code: ParticularCode; readonly todo: string };

/** A remark, as it is reported. */
export interface Finding extends Place {
  /** The path from the folder that was looked at, with slashes. */
  readonly file: string;
  readonly severity: Severity;
  readonly code: ConstructCode;
  /** The package that it is about. */
  readonly client: ClientName;
  readonly found: string;
  readonly reason: string;
  readonly todo: string;
  /** Whether this run has rewritten it. */
  readonly rewritten: boolean;
}

type RemarkParts = Pick<About, 'client' | 'offset'> &
  Partial<Pick<About, 'subject' | 'edits'>> &
  Told;

export function remark({ subject = '', edits = [], ...parts }: RemarkParts): Remark {
  return { subject, edits, ...parts };
}

/** A remark in words. */
export function toFinding(
  remarked: Remark,
  at: Omit<Finding, 'severity' | 'code' | 'client' | 'found' | 'reason' | 'todo'>,
): Finding {
  const { code, client, subject } = remarked;
  const construct = CONSTRUCTS[code];
  const fill = (text: string): string => text.replaceAll('{subject}', subject);
  return {
    file: at.file,
    line: at.line,
    column: at.column,
    severity: construct.severity,
    code,
    client,
    found: fill(construct.found),
    reason: fill(construct.reason),
    todo: fill('todo' in remarked ? remarked.todo : CONSTRUCTS[remarked.code].todo),
    rewritten: at.rewritten,
  };
}
