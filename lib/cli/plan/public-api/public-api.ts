import { ownerOf } from '../../../plan/check-document.js';
import type { PlanDocument, PlanRule } from '../../../plan/document.js';
import { type FetchedPlan, fetchedPlan, fetchedRule } from '../../../plan/fetched-plan.js';
import { messageSchemaOf } from '../../../plan/message-schema.js';
import { ApiError } from './api-error.js';
import type { ApiRequests } from './api-requests.js';

/** How many rules one request may change, as documented. */
export const MAX_RULES_A_REQUEST = 200;
const RULES_A_PAGE = 200;
/** Far beyond what a plan may have, so that answers that go on for ever have an end. */
const MAX_PAGES = 200;

type Bag = Readonly<Record<string, unknown>>;

/** The operations of Segment's Public API on tracking plans. */
export class PublicApi {
  readonly #requests: ApiRequests;

  constructor(requests: ApiRequests) {
    this.#requests = requests;
  }

  async plan(id: string): Promise<FetchedPlan> {
    return this.#planIn(await this.#requests.send({ method: 'GET', path: pathOf(id) }));
  }

  /** All rules of a plan, and the names of those whose types aren't known. */
  async rules(
    id: string,
    onPage: (done: number, all: number | undefined) => void,
  ): Promise<FetchedRules> {
    const rules: PlanRule[] = [];
    const seen = new Set<string>();
    const unknown: string[] = [];
    let cursor: string | undefined;
    do {
      const page = bagOf(
        await this.#requests.send({ method: 'GET', path: rulesPathOf(id, cursor) }),
      );
      if (!Array.isArray(page['rules'])) throw this.#strange('a list of rules');
      for (const given of page['rules'] as readonly unknown[]) {
        const rule = fetchedRule(given);
        if (rule === undefined) unknown.push(ownerOf(given) ?? 'one without a type');
        else rules.push(rule);
      }
      const { next, totalEntries } = bagOf(page['pagination']);
      onPage(rules.length, typeof totalEntries === 'number' ? totalEntries : undefined);
      cursor = typeof next === 'string' && next !== '' ? next : undefined;
      if (cursor !== undefined && (seen.has(cursor) || seen.size >= MAX_PAGES)) {
        throw this.#strange('a page that comes after the others');
      }
      seen.add(cursor ?? '');
    } while (cursor !== undefined);
    return { rules, unknown };
  }

  async create({ name, description, type = 'LIVE' }: PlanDocument): Promise<FetchedPlan> {
    const body = { name, type, ...(description === undefined ? {} : { description }) };
    return this.#planIn(
      await this.#requests.send({ method: 'POST', path: '/tracking-plans', body, isOnce: true }),
    );
  }

  async rename(id: string, { name, description }: PlanDocument): Promise<void> {
    const body = { name, ...(description === undefined ? {} : { description }) };
    await this.#requests.send({ method: 'PATCH', path: pathOf(id), body });
  }

  /** Adds rules, and changes those that are there. */
  async upsert(id: string, rules: readonly PlanRule[]): Promise<void> {
    const body = { rules: rules.map(sentRule) };
    await this.#requests.send({ method: 'PATCH', path: `${pathOf(id)}/rules`, body });
  }

  /** Puts rules in the place of all that are there. */
  async replace(id: string, rules: readonly PlanRule[]): Promise<void> {
    const body = { rules: rules.map(sentRule) };
    await this.#requests.send({ method: 'PUT', path: `${pathOf(id)}/rules`, body });
  }

  async remove(id: string, rules: readonly PlanRule[]): Promise<void> {
    await this.#requests.send({
      method: 'DELETE',
      path: `${pathOf(id)}/rules?${removalOf(rules)}`,
    });
  }

  #planIn(data: unknown): FetchedPlan {
    const plan = fetchedPlan(bagOf(data)['trackingPlan']);
    if (plan === undefined) throw this.#strange('a tracking plan');
    return plan;
  }

  #strange(expected: string): ApiError {
    return new ApiError(
      `${this.#requests.url} gave no answer with ${expected}. Is it the address of the Public API?`,
    );
  }
}

export interface FetchedRules {
  readonly rules: readonly PlanRule[];
  /** Rules of types that aren't known, as people know them: `ALIAS "Merged"`. */
  readonly unknown: readonly string[];
}

/** The rules to remove are named in the address: the request has no body. */
export function removalOf(rules: readonly PlanRule[]): string {
  const parameters = new URLSearchParams();
  rules.forEach(({ type, key, version = 1 }, index) => {
    parameters.append(`rules[${index}][type]`, type);
    if (key !== undefined) parameters.append(`rules[${index}][key]`, key);
    parameters.append(`rules[${index}][version]`, String(version));
  });
  return parameters.toString();
}

/** What the service knows of a rule. What a team adds to it stays in the file. */
function sentRule(rule: PlanRule): object {
  const { type, key, version = 1 } = rule;
  const named = key === undefined || key === '' ? {} : { key };
  return { type, ...named, version, jsonSchema: messageSchemaOf(rule) };
}

function pathOf(id: string): string {
  return `/tracking-plans/${encodeURIComponent(id)}`;
}

function rulesPathOf(id: string, cursor: string | undefined): string {
  const page = new URLSearchParams({ 'pagination[count]': String(RULES_A_PAGE) });
  if (cursor !== undefined) page.append('pagination[cursor]', cursor);
  return `${pathOf(id)}/rules?${page.toString()}`;
}

function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}
