import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonObject } from '../entry/json-object.js';
import type { SourcePlan } from '../entry/source-plan.js';

/** A rule as it is written into a plan. */
export interface PlanRule {
  readonly type: string;
  readonly key?: string | undefined;
  readonly jsonSchema: JsonObject;
}

/** The part of `waybill/plan` that the workspace uses. */
export interface PlanPackage {
  /** @throws PlanError with file, line and path of everything that is wrong */
  loadPlan(file: string): SourcePlan;
  /** A plan that all these messages fit. */
  inferPlan(
    messages: readonly JsonObject[],
    options: { readonly name: string },
  ): { readonly rules: readonly PlanRule[] };
}

/** A plan is to be read, and there is nothing that could. */
export class PlanPackageError extends Error {
  override readonly name = 'PlanPackageError';
  readonly code = 'no-plan-package';
}

/** Not written where it is imported, since a workspace without plans is complete without it. */
const NAME: string = 'waybill/plan';

/**
 * Loads `waybill/plan` as it is installed beside the workspace, else as the project has it that the plan is in, or the working
 * folder.
 * @throws PlanPackageError where there is none, or one that does not fit.
 */
export async function loadPlanPackage(planFile: string): Promise<PlanPackage> {
  const loaded =
    (await importBeside()) ??
    (await importFrom(planFile)) ??
    (await importFrom(resolve('package.json')));
  if (loaded === undefined) {
    throw new PlanPackageError(
      `${planFile}: to read a tracking plan takes the package waybill, which is not installed: npm install waybill`,
    );
  }
  if (isPlanPackage(loaded)) return loaded;
  throw new PlanPackageError(
    `${planFile}: the package waybill that is installed reads no tracking plans: npm install waybill@latest`,
  );
}

async function importBeside(): Promise<unknown> {
  try {
    return await import(NAME);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function importFrom(file: string): Promise<unknown> {
  let path: string;
  try {
    path = createRequire(file).resolve(NAME);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return import(pathToFileURL(path).href);
}

/** There is no such package, or one of before there were plans. */
const MISSING = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && MISSING.includes(String(error.code));
}

function isPlanPackage(value: unknown): value is PlanPackage {
  if (typeof value !== 'object' || value === null) return false;
  const { loadPlan, inferPlan } = value as Readonly<Record<string, unknown>>;
  return typeof loadPlan === 'function' && typeof inferPlan === 'function';
}
