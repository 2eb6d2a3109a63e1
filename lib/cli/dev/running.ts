import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from './system-code.js';
import type { Source } from './workspace-package.js';

/** A workspace of another process, as it tells of itself. */
export interface Found {
  readonly url: string;
  /** Where it keeps its messages; undefined where it has them in memory alone. */
  readonly folder: string | undefined;
  readonly sources: readonly Source[];
}

/** One that is busy answers later than that seldom. */
const ANSWER_TIMEOUT_MS = 2_000;

/** The address of the workspace that owns a folder, as its owner.json tells; undefined where it does not. */
export function addressOfOwner(folder: string): string | undefined {
  const owner = objectOf(() => JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')));
  const address = owner?.['address'];
  return typeof address === 'string' && URL.canParse(address) ? address : undefined;
}

/** Asks an address whether a workspace is there. */
export async function findWorkspace(address: string): Promise<Found | undefined> {
  const told = await tellOf(address);
  const [url, folder, sources] = [told?.['url'], told?.['folder'], told?.['sources']];
  if (typeof url !== 'string' || !Array.isArray(sources) || !sources.every(isSource)) {
    return undefined;
  }
  return { url, folder: typeof folder === 'string' ? folder : undefined, sources };
}

async function tellOf(address: string): Promise<Told | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await fetch(new URL('/api/workspace', address), { signal });
    const text = await response.text();
    return objectOf(() => JSON.parse(text));
  } catch {
    // Whatever is there, if anything: it is no workspace that answers.
    return undefined;
  }
}

type Told = Readonly<Record<string, unknown>>;

function objectOf(read: () => unknown): Told | undefined {
  try {
    const value = read();
    return typeof value === 'object' && value !== null ? (value as Told) : undefined;
  } catch (error) {
    // A text that is no JSON, or a file that isn't there.
    if (error instanceof SyntaxError || systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

function isSource(value: unknown): value is Source {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, writeKey, enabled } = value as Told;
  return (
    [name, kind, writeKey].every((part) => typeof part === 'string') && typeof enabled === 'boolean'
  );
}
