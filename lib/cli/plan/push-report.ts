import type { RuleEdit } from '../../plan/rule-edits.js';
import { counted } from '../counted.js';
import { withoutControls } from '../without-controls.js';
import { changeDocument, changeLines } from './change-lines.js';
import type { PushResult } from './push-steps.js';

/** What a push would do, did, and could not do. */
export interface PushReport extends Partial<PushResult> {
  readonly file: string;
  readonly api: string;
  /** None for a plan that is not made yet. */
  readonly id: string | undefined;
  readonly name: string;
  readonly details: readonly ('name' | 'description')[];
  readonly changes: readonly RuleEdit[];
  /** Rules that are as in the file. */
  readonly same: number;
  /** Rules that the service alone has, which stay. */
  readonly kept: number;
  readonly state?: 'same' | 'planned' | 'cancelled' | 'written' | 'failed';
  /** Whether the plan was made by this push. */
  readonly isNew?: boolean;
}

/** What will change. */
export function pushTitle(report: PushReport): string {
  const { id, name, api, details, changes, same, kept } = report;
  const about = details.map((detail) => `  ~ the ${detail} of the plan\n`).join('');
  const stay =
    kept > 0
      ? ` ${counted(kept, 'rule')} that the file does not have will stay; --replace removes them.`
      : '';
  return `${withoutControls(name)}, ${id ?? 'a new plan'} at ${api}\n${about}${changeLines(changes)}${counted(same, 'rule')} unchanged.${stay}\n`;
}

export function pushText(report: PushReport): string {
  const { state, file, id, written = [], unsure = [], notWritten = [], isNew = false } = report;
  const next = isNew
    ? `The plan is ${id}. Put id: ${id} into ${file}, so that the next push finds it.\n`
    : '';
  switch (state) {
    case 'same':
      return `${withoutControls(report.name)}, ${id}, is as in ${file}.\n`;
    case 'planned':
      return `${pushTitle(report)}Nothing was written.\n`;
    case 'cancelled':
      return 'Nothing was written.\n';
    case 'failed':
      return `${next}${counted(written.length, 'change')} written.\n${group('Perhaps written', unsure)}${group('Not written', notWritten)}${again(report)}\n`;
    default:
      return `${next}${counted(written.length, 'change')} written.\n`;
  }
}

/** How to go on after a failure. A second --create would make a second plan. */
function again({ isNew = false, id, file }: PushReport): string {
  const command = `waybill plan push ${file}`;
  return isNew
    ? `Then run ${command} without --create, or leave the file as it is and run ${command} --id ${id}: --create would make a second plan. What is written stays as it is.`
    : 'Run the same command again: what is written stays as it is.';
}

/** The same as one document. */
export function pushJson(report: PushReport): string {
  const { file, api, id, name, state, details, changes, same, kept, error } = report;
  const { written, unsure, notWritten } = report;
  const document = {
    plan: file,
    api,
    id,
    name,
    state,
    details,
    changes: changes.map(changeDocument),
    same,
    kept,
    written: written?.map(changeDocument),
    unsure: unsure?.map(changeDocument),
    notWritten: notWritten?.map(changeDocument),
    error: error === undefined ? undefined : { message: error.message, status: error.status },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function group(title: string, changes: readonly RuleEdit[]): string {
  return changes.length === 0 ? '' : `${title}:\n${changeLines(changes)}`;
}
