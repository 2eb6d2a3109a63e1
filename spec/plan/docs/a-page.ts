import { htmlOf } from '../../../lib/plan/docs/html.js';
import { markdownOf } from '../../../lib/plan/docs/markdown.js';
import { planPage } from '../../../lib/plan/docs/plan-blocks.js';
import type { PlanDocument } from '../../../lib/plan/document.js';
import { loadPlan } from '../../../lib/plan/load-plan.js';

const NOW_MS = Date.parse('2026-06-01T00:00:00Z');

/** The plan that has something of everything. */
export const example = loadPlan('spec/fixtures/plan/example-plan.json').document;

/** The document of a plan, in Markdown. */
export function markdown(document: PlanDocument): string {
  return markdownOf(planPage(loadPlan(document).document, NOW_MS));
}

/** The same in HTML. */
export function html(document: PlanDocument): string {
  return htmlOf(planPage(loadPlan(document).document, NOW_MS));
}
