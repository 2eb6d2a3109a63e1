import { gzipSync } from 'node:zlib';
import type { Workspace } from '../lib/workspace.js';

/** What a request says; only the path and the body are needed. */
export interface Post {
  readonly path?: string;
  readonly body: unknown;
  /** Sent as the user name of Basic authorization; nothing is sent for undefined. */
  readonly writeKey?: string | undefined;
  readonly isGzip?: boolean;
}

/** Posts JSON to a workspace. A body that is a text or bytes is sent as it is. */
export function post(workspace: Workspace, given: Post): Promise<Response> {
  const { path = '/v1/batch', body, isGzip = false } = given;
  const writeKey = 'writeKey' in given ? given.writeKey : 'a-write-key';
  const json = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return fetch(`${workspace.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
      ...(writeKey === undefined ? {} : { authorization: `Basic ${btoa(`${writeKey}:`)}` }),
    },
    body: isGzip && !Buffer.isBuffer(body) ? gzipSync(json) : json,
  });
}

/** A track message; say only what matters. */
export function aTrack(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { type: 'track', userId: 'user-1', event: 'Something Happened', ...fields };
}

/** A track message whose JSON has exactly so many bytes. */
export function aTrackOfBytes(bytes: number): Record<string, unknown> {
  const empty = Buffer.byteLength(JSON.stringify(aTrack({ properties: { text: '' } })));
  return aTrack({ properties: { text: 'x'.repeat(bytes - empty) } });
}
