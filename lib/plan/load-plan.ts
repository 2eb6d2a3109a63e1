import { readFileSync } from 'node:fs';
import { documentFaults, ownerOf } from './check-document.js';
import { schemaFaults } from './check-schema.js';
import { transformationFaults } from './check-transformations.js';
import type { PlanDocument, PlanRule } from './document.js';
import { Plan } from './plan.js';
import { fileError, PlanError, type PlanFault, type PlanOrigin } from './plan-error.js';
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
    const bytes = readFileSync(file);
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
  const faults = faultsOf(document);
  if (faults.length > 0) throw PlanError.of(faults.slice(0, MAX_FAULTS), origin);
  return new Plan(document as PlanDocument, origin);
}

/** Everything that is wrong in a plan. Parts are looked at more closely where the whole has the right shape. */
function faultsOf(document: unknown): readonly PlanFault[] {
  const faults = documentFaults(document);
  if (faults.length > 0) return faults;
  const { rules, transformations = [] } = document as PlanDocument;
  return [
    ...rules.flatMap((rule, index) =>
      schemaFaults(rule.jsonSchema, ['rules', index, 'jsonSchema']).map((fault) => ({
        ...fault,
        owner: ownerOf(rule),
      })),
    ),
    ...repeated(rules),
    ...transformationFaults(transformations, ['transformations']),
  ];
}

/** Two rules for the same messages: nobody could say which of them counts. */
function repeated(rules: readonly PlanRule[]): readonly PlanFault[] {
  const seen = new Set<string>();
  return rules.flatMap((rule, index) => {
    const { type, key = '', version = 1 } = rule;
    const id = `${type} ${version} ${key}`;
    const isRepeated = seen.has(id);
    seen.add(id);
    if (!isRepeated) return [];
    const expected = 'the only rule for its messages, or one with another version';
    return { path: ['rules', index], owner: ownerOf(rule), found: 'a second one', expected };
  });
}
