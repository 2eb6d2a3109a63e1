import type { Attributes } from '@opentelemetry/api';
import type { ReplyTold } from '../../client/channels.js';

const FIRST_ERROR = 400;

let last: { readonly url: string; readonly server: Attributes } | undefined;

/** The server of a URL, by the names of the semantic conventions. The last one is kept: most clients have one endpoint. */
export function serverOf(url: string): Attributes {
  if (last?.url !== url) last = { url, server: Object.freeze(serverIn(url)) };
  return last.server;
}

function serverIn(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  return { 'server.address': hostname, 'server.port': port === '' ? usual : Number(port) };
}

/** What went wrong with a request, as one of few words: its status, or the code or name of its error. */
export function errorTypeOf({ status, error }: ReplyTold): string | undefined {
  if (status !== undefined) return status >= FIRST_ERROR ? String(status) : undefined;
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : (error?.name ?? '_OTHER');
}
