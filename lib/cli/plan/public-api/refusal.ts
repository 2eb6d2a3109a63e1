import { LIMITS } from '../../../message/limits.js';
import { EU_API, TOKEN_VARIABLE } from './api-target.js';
import type { Reply } from './read-reply.js';

type Answer = Extract<Reply, { kind: 'reply' }>;
type Bag = Readonly<Record<string, unknown>>;

const MAX_QUOTED = 300;

/** What the API said, and what to do. Texts of the API are quoted as they are: mask them. */
export function refusalOf(reply: Answer, url: string): string {
  const said = quoteOf(reply);
  const { status } = reply;
  switch (status) {
    case 401:
      return `The API refused the token of ${TOKEN_VARIABLE} (401)${said}. Copy it again, or make a new one. Workspaces of the EU have --api ${EU_API}.`;
    case 403:
      return `The token of ${TOKEN_VARIABLE} may not do that (403)${said}. It needs the right to tracking plans, and the workspace needs Protocols.`;
    case 404:
      return `There is no such tracking plan at ${url} (404)${said}. Workspaces of the EU have --api ${EU_API}.`;
    case 429:
      return `The API wants fewer requests (429)${said}. Try again in a few minutes.`;
    default:
      return status >= 500
        ? `The API failed (${status})${said}. Try again later.`
        : `The API refused the request (${status})${said}.`;
  }
}

/** How long the API asks to wait, in milliseconds: it says so in the errors of a 429, as documented. */
export function waitOf(reply: Answer): number | undefined {
  const waits = errorsOf(reply).flatMap(({ data }) => {
    const { msBeforeNext } = bagOf(data);
    return typeof msBeforeNext === 'number' && msBeforeNext > 0 ? [msBeforeNext] : [];
  });
  return waits.length === 0 ? undefined : Math.min(Math.max(...waits), LIMITS.retryAfterMs);
}

function quoteOf(reply: Answer): string {
  const texts = errorsOf(reply).flatMap(({ message, field }) => {
    if (typeof message !== 'string') return [];
    return typeof field === 'string' ? `${message} (${field})` : message;
  });
  return texts.length === 0 ? '' : `: ${texts.join('; ').slice(0, MAX_QUOTED)}`;
}

function errorsOf({ text }: Answer): readonly Bag[] {
  try {
    const { errors } = bagOf(JSON.parse(text));
    return Array.isArray(errors) ? errors.map(bagOf) : [];
  } catch {
    return [];
  }
}

function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null ? (value as Bag) : {};
}
