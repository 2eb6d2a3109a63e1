import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlanDocument } from './document.js';
import { Plan } from './plan.js';
import { fileError, PlanError, type PlanOrigin } from './plan-error.js';
import { planFaults } from './plan-faults.js';
import { linesOf, parseSource } from './source-text.js';

/** The largest file that is read, in bytes: 15 MB, which is what the service takes. */
export const MAX_PLAN_BYTES = 15_000_000;
const MAX_FAULTS = 100;

/**
 * Loads a tracking plan: an object, or a file in JSON or YAML. Everything in it is looked at, so that no message meets a rule
 * that can't be used; schemas are compiled when they are first needed. Nothing is fetched.
 * @throws PlanError with file, line and path of everything that is wrong
 */
export function loadPlan(given: string | PlanDocument): Plan {
  if (typeof given !== 'string') return soundPlan(given, undefined);
  const text = readText(given);
  const document = parseSource(text, given);
  return soundPlan(document, { file: given, lineOf: linesOf(text) });
}

function readText(file: string): string {
  try {
    // What the system says of it then names the folder, too.
    const bytes = readFileSync(resolve(file));
    if (bytes.length <= MAX_PLAN_BYTES) return bytes.toString('utf8');
    throw fileError(
      file,
      `The file has ${bytes.length} bytes; a plan has up to ${MAX_PLAN_BYTES}.`,
    );
  } catch (cause) {
    if (cause instanceof PlanError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw fileError(file, `The file can't be read: ${reason}.`, { cause });
  }
}

function soundPlan(document: unknown, origin: PlanOrigin | undefined): Plan {
  const faults = planFaults(document);
  if (faults.length > 0) throw PlanError.of(faults.slice(0, MAX_FAULTS), origin);
  return new Plan(document as PlanDocument, origin);
}
