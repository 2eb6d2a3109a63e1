import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { VERSION } from '../message/version.js';
import type { Batch } from './parcel.js';

const compress = promisify(gzip);
// Below this size the headers of gzip and the work weigh more than what is saved.
const GZIP_FROM_BYTES = 1024;
const FASTEST = { level: 1 };
const END = Buffer.from(']}');

/** How many bytes of a body are not messages. */
export function wrapperBytes(writeKey: string): number {
  return Buffer.byteLength(startOf(writeKey, new Date(0).toISOString())) + END.length;
}

/** The body of a batch request: the messages as they were written at their calls, side by side, in a wrapper. */
export function bodyOf(batch: Batch, writeKey: string, sentAt: string): Buffer {
  const start = Buffer.from(startOf(writeKey, sentAt));
  let size = start.length + END.length - 1;
  for (const { bytes } of batch) size += bytes + 1;
  const body = Buffer.allocUnsafeSlow(size + 1);
  start.copy(body);
  const filled = copyMessages(batch, body, start.length);
  // The comma behind the last message makes way for the end.
  END.copy(body, filled - 1);
  return body.subarray(0, size);
}

/** The headers of a batch request. `attempt` is 1 for the first. */
export function headersOf(authorization: string, attempt: number): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': `waybill/${VERSION}`,
    authorization,
  };
  if (attempt > 1) headers['x-retry-count'] = String(attempt - 1);
  return headers;
}

/** Compresses a body in the background, if that is worth it. */
export function compressed(body: Buffer): Promise<Buffer> | undefined {
  return body.length < GZIP_FROM_BYTES ? undefined : compress(body, FASTEST);
}

function startOf(writeKey: string, sentAt: string): string {
  return `{"sentAt":"${sentAt}","writeKey":${JSON.stringify(writeKey)},"batch":[`;
}

/** Copies messages that lie side by side in one go. Gives the place behind the last one and its comma. */
function copyMessages(batch: Batch, body: Buffer, from: number): number {
  let filled = from;
  let index = 0;
  while (index < batch.length) {
    const first = batch[index];
    if (first === undefined) break;
    let end = first.start + first.bytes + 1;
    index += 1;
    for (let next = batch[index]; next?.page === first.page && next.start === end; ) {
      end += next.bytes + 1;
      index += 1;
      next = batch[index];
    }
    filled += first.page.copy(body, filled, first.start, end);
  }
  return filled;
}
